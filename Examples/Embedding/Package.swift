// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Embedding",
    dependencies: [.package(name: "annex", path: "../..")],
    targets: [
        .systemLibrary(name: "CFontconfig", pkgConfig: "fontconfig"),
        .executableTarget(
            name: "Embedding", dependencies: [.product(name: "Annex", package: "annex"), "CFontconfig"],
            swiftSettings: [.swiftLanguageMode(.v6)]),
    ]
)
