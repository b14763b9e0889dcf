import Rendering

/// What `--version` tells: the version, then the form sets and faces that the program finds.
enum VersionText {
    static var text: String {
        guard var resources = try? Interface.resources.get() else { return "annex \(Renderer.version)" }
        resources.ownLayouts = LayoutFolderNames([]).present
        let lines = ["annex \(Renderer.version)"] + ResourceReport(resources).lines(in: Interface.language)
        return lines.joined(separator: "\n")
    }
}
