import Archive
import Graphics
import PDFFormat
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The program, so that what another one has made is made anew: another version, another build of the same, or the same with
/// other libraries.
enum ProgramIdentity {
    /// Like `0.1.0 (build 15302144-9ae0c2f1, Cairo 1.16.0, …)`. It is found once in a process.
    static let text: String = {
        let libraries = (LibraryVersions.all + [("libdeflate", Deflater.version)]).map { "\($0) \($1)" }
        return "\(Renderer.version) (build \(build), \(libraries.joined(separator: ", ")))"
    }()

    /// The size and the checksum of the file with the code of this module: the program, or a library that has it. Where the
    /// file cannot be read, no two processes are the same.
    private static var build: String {
        guard let path = codePath, let identity = identity(ofFile: path) else { return UUID().uuidString }
        return identity
    }

    /// The file from which this code was loaded.
    private static var codePath: String? {
        let code = UInt(bitPattern: #dsohandle)
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let line = maps.split(separator: "\n").first { holds($0, code) }
        // Behind five columns stands the path, which may itself hold spaces, and spaces before it.
        guard let columns = line?.split(separator: " ", maxSplits: 5), columns.count == 6 else { return nil }
        let path = columns[5].drop { $0 == " " }
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // The program can be read even where its file has been replaced since.
        return path == program.map { $0[...] } ? "/proc/self/exe" : String(path)
    }

    /// Whether `line` of the maps is of the memory at `address`: it begins like `55d0c0000000-55d0c1000000 r--p`.
    private static func holds(_ line: Substring, _ address: UInt) -> Bool {
        let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends.count == 2 && (ends[0]..<ends[1]).contains(address)
    }

    /// The file is read in parts: as a whole it would be more in memory than all else.
    private static func identity(ofFile path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let part = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
        defer { part.deallocate() }
        var (size, checksum): (Int, UInt32) = (0, 0)
        while true {
            let count = read(file, part.baseAddress, part.count)
            guard count >= 0 else { return nil }
            guard count > 0 else { break }
            checksum = Deflater.checksum(UnsafeRawBufferPointer(rebasing: part[..<count]), behind: checksum)
            size += count
        }
        return size > 0 ? "\(size)-\(String(checksum, radix: 16))" : nil
    }
}
