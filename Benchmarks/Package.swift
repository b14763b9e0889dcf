// swift-tools-version: 6.2
import PackageDescription

/// What is measured is mostly no part of the library's front door. These targets count as a part of the package above, which
/// the package manager calls by the name of its folder.
let annex = Context.packageDirectory.split(separator: "/").dropLast().last?.lowercased() ?? "annex"
let inside = [SwiftSetting.unsafeFlags(["-package-name", annex])]

/// Measures Annex. A package of its own, so that users of the library never build it.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "annex", path: ".."),
        .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
    ],
    targets: [
        .systemLibrary(name: "CRawCairo", pkgConfig: "cairo-pdf cairo-ft freetype2"),
        .executableTarget(
            name: "Floor", dependencies: ["CRawCairo", .product(name: "Annex", package: "annex")], packageAccess: false,
            swiftSettings: inside),
        .executableTarget(
            name: "Steps",
            dependencies: [
                .product(name: "Annex", package: "annex"),
                .product(name: "Benchmark", package: "swift-benchmark"),
            ],
            packageAccess: false, swiftSettings: inside),
    ]
)
