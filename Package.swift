// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A Swift target of this package with the settings that all of them share.
func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// What is tested is built as users have it; what tests it need not be fast.
let unoptimized = SwiftSetting.unsafeFlags(["-Onone"], .when(configuration: .release))

/// A test target. Fixtures and goldens are read from the source tree, so that recording can write them.
/// - Parameter isFast: whether it makes so much of its own that it has to be fast itself.
func test(_ name: String, _ dependencies: [Target.Dependency], isFast: Bool = false) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: fixtures[name, default: []],
        swiftSettings: isFast ? settings : settings + [unoptimized])
}

let fixtures = [
    "EvaluationTests": ["Fixtures", "Rules/Changes"],
    "FormsTests": ["Fixtures", "Sheets/Fixtures", "Sharing/Fixtures"],
    "LayoutTests": ["Traps", "Unicode"],
    "GraphicsTests": ["Fonts/Golden"], "PrintingTests": ["Fixtures"], "FuzzTests": ["Corpus", "Scans"],
    "RenderingTests": ["Fixtures", "Golden"],
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "annex",
    products: [
        .library(name: "Annex", targets: ["Annex"]),
        .executable(name: "annex", targets: ["AnnexCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CPangoCairo", pkgConfig: "pangocairo pangoft2 harfbuzz fontconfig cairo-pdf",
            providers: [.apt(["libpango1.0-dev", "libharfbuzz-dev", "libcairo2-dev", "libfontconfig-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CQPDF", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXML2", providers: [.apt(["libxml2"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "CJemalloc", linkerSettings: [.linkedLibrary("jemalloc")]),
        .target(name: "CThreads"),
        .target(name: "CScans"),
        .systemLibrary(name: "CCUPS", providers: [.apt(["libcups2-dev"])]),
        target("Diagnostics"),
        target("Sharing"),
        target("SourceTree", ["Diagnostics", "CYAML"]),
        target("Files", ["SourceTree", "Diagnostics", crypto]),
        target("Evaluation", ["SourceTree", "Diagnostics"]),
        target("Layout"),
        target("Forms", ["Evaluation", "Layout", "SourceTree", "Diagnostics"]),
        target(
            "Intake",
            ["Forms", "Files", "Layout", "SourceTree", "Diagnostics", "CZip", "CXML2", "CXLSXWriter"]),
        target("PDFFormat", ["Diagnostics", "CDeflate"]),
        target(
            "Graphics",
            [
                "Layout", "PDFFormat", "Files", "SourceTree", "Sharing", "Diagnostics", "CPangoCairo", "CQREncode",
                crypto,
            ]),
        target("Archive", ["PDFFormat", "Files", "Diagnostics", "CQPDF", crypto]),
        target(
            "Rendering",
            [
                "Intake", "Forms", "Graphics", "Archive", "PDFFormat", "Files", "Evaluation", "Layout", "SourceTree",
                "Sharing", "Diagnostics", crypto, logging,
            ]),
        target(
            "Batch",
            [
                "Rendering", "Graphics", "Archive", "PDFFormat", "Files", "Evaluation", "Layout", "SourceTree",
                "Diagnostics", crypto,
            ]),
        target(
            "PrintJobs",
            [
                "Batch", "Rendering", "Forms", "Graphics", "Archive", "Files", "Evaluation", "Layout", "SourceTree",
                "Diagnostics",
            ]),
        target(
            "Scans",
            [
                "PrintJobs", "Batch", "Rendering", "Graphics", "Archive", "PDFFormat", "Layout", "Files", "SourceTree",
                "Diagnostics", "CScans",
            ]),
        target(
            "ArchivePacks",
            [
                "Batch", "Rendering", "Intake", "Forms", "Graphics", "Archive", "PDFFormat", "Files", "SourceTree",
                "Diagnostics",
            ]),
        target(
            "Annex",
            ["Batch", "Rendering", "Graphics", "Archive", "Files", "Layout", "SourceTree", "Diagnostics"]),
        target("Printing", ["Diagnostics", "CCUPS"]),
        .executableTarget(
            name: "AnnexCommand",
            dependencies: [
                "ArchivePacks", "Scans", "PrintJobs", "Batch", "Rendering", "Intake", "Forms", "Graphics", "Printing",
                "Archive", "Files",
                "Layout",
                "SourceTree", "Diagnostics", "CJemalloc", "CPangoCairo", "CThreads", argumentParser, logging,
            ],
            swiftSettings: settings),
        .target(
            name: "TestSupport", dependencies: ["Evaluation", "Layout"], path: "Tests/TestSupport",
            exclude: ["Programs/Fixtures"], swiftSettings: settings),
        test("ProjectTests", []),
        test("SharingTests", ["Sharing"]),
        test("SourceTreeTests", ["SourceTree", "Diagnostics"]),
        test("EvaluationTests", ["Evaluation", "SourceTree", "Diagnostics"]),
        test("LayoutTests", ["Layout"]),
        test("FormsTests", ["Forms", "Evaluation", "Layout", "SourceTree", "Diagnostics"]),
        test(
            "IntakeTests",
            ["Intake", "Forms", "Files", "Evaluation", "Layout", "SourceTree", "Diagnostics", "CZip"]),
        test("GraphicsTests", ["Graphics", "Archive", "PDFFormat", "Layout", "Sharing", "Diagnostics"]),
        test(
            "FuzzTests",
            [
                "Batch", "Rendering", "Scans", "Intake", "Archive", "PDFFormat", "Forms", "Evaluation", "Layout",
                "SourceTree", "Diagnostics",
            ], isFast: true),
        test("ArchiveTests", ["Archive", "Graphics", "Layout", "PDFFormat"]),
        test("PDFFormatTests", ["PDFFormat"]),
        test(
            "RenderingTests",
            [
                "AnnexCommand", "Rendering", "Files", "Archive", "PDFFormat", "Forms", "Graphics", "Evaluation",
                "Layout",
                "SourceTree", "Diagnostics",
            ]),
        test(
            "BatchTests",
            [
                "AnnexCommand", "Batch", "Rendering", "Files", "Archive", "Graphics", "PDFFormat", "SourceTree",
                "Diagnostics",
            ]),
        test("PrintJobsTests", ["AnnexCommand", "PrintJobs", "Rendering", "Layout"]),
        test("ScansTests", ["AnnexCommand", "Scans", "PrintJobs", "Batch", "PDFFormat", "Diagnostics"]),
        test("ArchivePacksTests", ["AnnexCommand", "ArchivePacks", "Archive"]),
        test("PrintingTests", ["AnnexCommand"]),
        test(
            "AnnexTests",
            ["AnnexCommand", "Annex", "Batch", "Rendering", "Graphics", "Archive", "Layout", "CPangoCairo"]),
        test("AnnexCommandTests", ["AnnexCommand", "Batch", "Rendering", "Files", "SourceTree", "Diagnostics"]),
    ]
)
