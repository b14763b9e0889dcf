import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Forms

/// Files of one office are one submission, and each value and finding says from which of them it is.
@Suite struct SeveralFilesTests {
    /// Some sheets as a file of their own.
    private func file(_ name: String, _ parts: ArraySlice<GridFile.Part>) -> GridFile {
        GridFile(name: name, parts: Array(parts))
    }

    private func read(_ files: [GridFile], _ example: Example) -> OfficeReading {
        OfficeReading(files, as: example.set, start: nil)
    }

    @Test func valuesNameTheirFiles() throws {
        let example = try Example.hunan
        let files = [file("in/报告.docx", example.file.parts[..<3]), file("in/附表.xlsx", example.file.parts[3...])]
        let source = read(files, example).source
        #expect(source.text.hasPrefix("# 由 报告.docx、附表.xlsx 读入，"))
        let fields = source.text.split(separator: "\n").filter { $0.drop { $0 == " " }.first != "#" }
        let comments = fields.compactMap { String($0).components(separatedBy: "  # ").dropFirst().last }
        let sheets = comments.map { String($0.prefix { $0 != "!" }) }
        #expect(Set(sheets.filter { $0.contains("docx") }) == ["报告.docx:表1", "报告.docx:表2", "报告.docx:表3"])
        #expect(sheets.allSatisfy { $0.hasPrefix("报告.docx:") || $0.hasPrefix("附表.xlsx:") })
        #expect(Set(source.places.values.filter { $0.cell != nil }.map(\.file)) == ["in/报告.docx", "in/附表.xlsx"])
        #expect(source.places[1] == SourceFile.Place(file: "in/报告.docx、in/附表.xlsx", cell: nil))
    }

    @Test func ofOneFileTheCellIsEnough() throws {
        let example = try Example.hunan
        let source = read([example.file], example).source
        #expect(source.text.contains("  # 表2!") && !source.text.contains("# tables.xlsx:"))
        let span = SourceSpan.whole(SourceFile(name: "a", text: "", places: [1: .init(file: "b", cell: "c")]))
        #expect(span.cellOfPlace == "c")
    }

    @Test func pathsTellFilesOfOneNameApart() throws {
        let example = try Example.hunan
        let files = [file("甲/表.xlsx", example.file.parts[..<3]), file("乙/表.xlsx", example.file.parts[3...])]
        let source = read(files, example).source
        #expect(source.text.contains("# 甲/表.xlsx:表2!") && source.text.contains("# 乙/表.xlsx:表4!"))
        let line = try #require(source.places.first { $0.value.cell?.hasPrefix("表4!") == true }).key
        let position = SourcePosition(line: line, column: 1)
        let span = SourceSpan(file: source, start: position, end: position)
        #expect(span.cellOfPlace?.hasPrefix("乙/表.xlsx:表4!") == true)
    }

    @Test func whatIsInDoubtStandsInItsOwnFile() throws {
        let example = try Example.hunan
        let doubtful = example.changing { cell in
            if cell.text == "政府采购金额" { cell.text = "省里的专项" }
        }
        let second = file("乙.xlsx", example.file.parts[3...])
        let reading = read([file("甲.xlsx", doubtful.parts[..<3]), second], example)
        let finding = try #require(reading.findings.first { $0.id == "not-known" })
        #expect(finding.span?.place?.file == "甲.xlsx")
    }
}
