import CCUPS
import Diagnostics

/// libcups, which is loaded when it is first needed.
enum CUPSLibrary {
    fileprivate static let functions = annex_load_cups("libcups.so.2")?.pointee

    /// Makes sure that the machine has the library.
    static func load() throws(PrintingError) {
        guard functions == nil else { return }
        throw PrintingError(
            .system, id: "no-libcups",
            LocalizedText("这台机器上没有 libcups，不能打印", en: "this machine has no libcups, so nothing can be printed"),
            hints: [
                LocalizedText("安装它：apt-get install libcups2", en: "install it: apt-get install libcups2"),
                LocalizedText(
                    "也可以用 --output 生成文件，再从别的机器打印", en: "or write a file with --output and print it from another machine"
                ),
            ])
    }
}

/// The functions of libcups. Whoever calls one has loaded it.
var cups: CUPSFunctions {
    guard let functions = CUPSLibrary.functions else { preconditionFailure("libcups is loaded first") }
    return functions
}
