/// What a package manifest says of its Swift targets: the modules that each depends on.
struct PackageTargets {
    /// The modules by the target that depends on them; a product of another package stands for its module.
    private(set) var dependencies: [String: Set<String>] = [:]

    /// All modules that are a target or that a target depends on. Modules of the toolchain are none of them.
    var modules: Set<String> { dependencies.values.reduce(into: Set(dependencies.keys)) { $0.formUnion($1) } }

    /// Reads `manifest`, the text of a Package.swift in which targets are made by `target(…)` and `.executableTarget(…)`.
    init(_ manifest: String) {
        var products: [Substring: Substring] = [:]
        for match in manifest.matches(of: #/let (\w+) = Target\.Dependency\.product\(name: "(\w+)"/#) {
            products[match.1] = match.2
        }
        let target =
            #/(?:\btarget\(\s*|\.executableTarget\(\s*name: )"(\w+)"(?:,\s*(?:dependencies: )?\[([^\]]*)\])?/#
        for match in manifest.matches(of: target) {
            let names = (match.2 ?? "").matches(of: #/\w+/#).map { String(products[$0.0] ?? $0.0) }
            dependencies[String(match.1)] = Set(names)
        }
    }
}
