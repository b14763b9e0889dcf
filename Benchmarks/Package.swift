// swift-tools-version: 6.2
import PackageDescription

/// Measures Annex. A package of its own, so that users of the library never build it.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "annex", path: ".."),
        .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
    ],
    targets: [
        .systemLibrary(name: "CRawCairo", pkgConfig: "cairo-pdf cairo-ft freetype2"),
        .executableTarget(name: "Floor", dependencies: ["CRawCairo", .product(name: "Annex", package: "annex")]),
        .executableTarget(
            name: "Steps",
            dependencies: [
                .product(name: "Annex", package: "annex"),
                .product(name: "Benchmark", package: "swift-benchmark"),
            ]),
    ]
)
