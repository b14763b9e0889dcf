import Testing

/// Files and functions stay of a size that a reader takes in at once.
@Suite struct SizeTests {
    static let sources = SourceFile.all(below: "Sources") + SourceFile.all(below: "Tests")

    /// Files that are longer than others may be, with the lines that they have. They may only become shorter.
    static let longFiles = [
        "Tests/ArchiveTests/HostilePDFTests.swift": 365,
        "Tests/LayoutTests/Tables/TableFragmentTests.swift": 375,
    ]

    @Test func noFileHasMoreThan350Lines() {
        #expect(Self.sources.count > 500, "the project's files are found")
        for file in Self.sources {
            #expect(file.lines <= Self.longFiles[file.path, default: 350], "\(file.path)")
        }
    }

    @Test func noFunctionHasMoreThan40Lines() {
        for file in Self.sources {
            for function in file.functions {
                #expect(function.lines <= 40, "\(file.path): \(function.name)")
            }
        }
    }

    @Test func measuresFunctionsFromTheirFirstLineToTheirLast() {
        let source = SourceFile(
            path: "",
            text: """
                protocol Shape {
                    func area(of part: Int) -> Int
                    init()
                }

                struct Square: Shape {
                    @Test(arguments: [1]) private static func area(
                        of part: Int
                    ) throws -> Int {
                        func twice() -> Int { 2 }

                        return part
                    }
                    init() {}
                    package subscript<Key>(key: Key) -> Int
                    where Key: Hashable {
                        0
                    }
                }

                """)
        #expect(
            source.functions == [
                FunctionLength(name: "area", lines: 1), FunctionLength(name: "init", lines: 1),
                FunctionLength(name: "area", lines: 7), FunctionLength(name: "twice", lines: 1),
                FunctionLength(name: "init", lines: 1), FunctionLength(name: "subscript", lines: 4),
            ])
        #expect(source.lines == 19)
    }
}
