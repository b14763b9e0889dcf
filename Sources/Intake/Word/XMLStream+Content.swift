extension XMLStream {
    /// Calls `body` for each element inside the one that begins here, and for those inside what only goes around content: controls,
    /// links, insertions. What was deleted is passed over.
    func content(_ body: (XMLName) throws(Fault) -> Void) throws(Fault) {
        try children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "sdt"): try control(body)
            case (.word, "customXml"), (.word, "smartTag"), (.word, "ins"), (.word, "moveTo"), (.word, "dir"),
                (.word, "bdo"), (.word, "hyperlink"), (.word, "fldSimple"):
                try content(body)
            case (.word, "del"), (.word, "moveFrom"): return
            case (.compatibility, "AlternateContent"): try alternative { () throws(Fault) in try content(body) }
            default: try body(name)
            }
        }
    }

    /// Reads one of the alternatives that stand here: the first, which is the best, or what there is for old programs.
    func alternative(_ body: () throws(Fault) -> Void) throws(Fault) {
        var isRead = false
        try children { name throws(Fault) in
            guard !isRead, name.namespace == .compatibility, ["Choice", "Fallback"].contains(name.local) else { return }
            isRead = true
            try body()
        }
    }

    private func control(_ body: (XMLName) throws(Fault) -> Void) throws(Fault) {
        let wasInHint = isInHint
        defer { isInHint = wasInHint }
        try children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.word, "sdtPr"):
                try children { name throws(Fault) in
                    if name == XMLName(.word, "showingPlcHdr"), isOn { isInHint = true }
                }
            case (.word, "sdtContent"): try content(body)
            default: return
            }
        }
    }
}
