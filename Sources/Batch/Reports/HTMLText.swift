import Diagnostics

/// Text within an HTML document.
package enum HTMLText {
    /// `text` as it may stand between tags and in quoted attributes. Controls, and marks that turn the direction of what
    /// follows, are made visible.
    package static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in DiagnosticPrinter.visible(text).unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
