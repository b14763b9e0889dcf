import CPangoCairo
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a program that uses the library has set in its process.
struct HostProcess: Equatable {
    private let environment: [String: String]
    private let locale: String
    private let folder: String
    private let mask: mode_t
    /// What happens at each signal.
    private let signals: [Int]
    private let files: [UInt64]
    private let stack: Int
    /// Fontconfig's current configuration.
    private let configuration: OpaquePointer?
    /// Its faces: the machine's, and the program's own.
    private let faces: [Int32]

    /// What the process has now. Fontconfig has a configuration from then on, as whoever draws has.
    static var now: HostProcess { HostProcess() }

    private init() {
        environment = ProcessInfo.processInfo.environment
        locale = setlocale(LC_ALL, nil).map { String(cString: $0) } ?? ""
        folder = FileManager.default.currentDirectoryPath
        mask = umask(0o022)
        umask(mask)
        signals = (1...31).map { number in
            var action = sigaction()
            sigaction(Int32(number), nil, &action)
            return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        files = [limit.rlim_cur, limit.rlim_max].map { UInt64($0) }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        var stack = 0
        pthread_attr_getstacksize(&attributes, &stack)
        pthread_attr_destroy(&attributes)
        self.stack = stack
        configuration = FcConfigGetCurrent()
        faces = [FcSetSystem, FcSetApplication].map { FcConfigGetFonts(FcConfigGetCurrent(), $0)?.pointee.nfont ?? 0 }
    }

    /// How many faces the program has added to fontconfig's.
    var ownFaces: Int32 { faces[1] }

    /// The faces of fontconfig's current configuration, and how many a new one for this machine has.
    static var facesOfMachine: (current: Int32, new: Int32) {
        let new = FcInitLoadConfigAndFonts()
        defer { FcConfigDestroy(new) }
        func count(_ configuration: OpaquePointer?) -> Int32 {
            FcConfigGetFonts(configuration, FcSetSystem)?.pointee.nfont ?? 0
        }
        return (count(FcConfigGetCurrent()), count(new))
    }

    /// The files that fontconfig's current configuration was read from, and those of a new one.
    static var configurationFiles: (current: Int, new: Int) {
        func count(_ configuration: OpaquePointer?) -> Int {
            guard let files = FcConfigGetConfigFiles(configuration) else { return 0 }
            defer { FcStrListDone(files) }
            var count = 0
            while FcStrListNext(files) != nil { count += 1 }
            return count
        }
        let new = FcInitLoadConfigAndFonts()
        defer { FcConfigDestroy(new) }
        return (count(FcConfigGetCurrent()), count(new))
    }

    /// Lets fontconfig have the face in the file at `path`.
    static func addFace(_ path: String) { #expect(FcConfigAppFontAddFile(FcConfigGetCurrent(), path) != 0) }

    /// A picture of a word in a face that fontconfig finds by its name, drawn with Cairo.
    static func picture(family: String) throws -> [UInt8] {
        let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_A8, 128, 32))
        defer { cairo_surface_destroy(surface) }
        let context = try #require(cairo_create(surface))
        defer { cairo_destroy(context) }
        cairo_select_font_face(context, family, CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, 24)
        cairo_move_to(context, 4, 26)
        cairo_show_text(context, "绩效")
        cairo_surface_flush(surface)
        let dots = try #require(cairo_image_surface_get_data(surface))
        return Array(UnsafeBufferPointer(start: dots, count: 128 * 32))
    }
}
