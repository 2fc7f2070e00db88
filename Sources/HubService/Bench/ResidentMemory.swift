import Foundation

/// What Linux says of a process' memory (`/proc/<pid>/status`), in bytes.
struct ResidentMemory: Sendable, Hashable {
    /// `VmRSS`
    let now: Int64
    /// `VmHWM`: the most there has been since ``forgetPeak(of:)``.
    let peak: Int64

    struct Unreadable: Error, CustomStringConvertible {
        let process: Int32
        var description: String {
            "Không đọc được /proc/\(process)/status (cần Linux). / /proc/\(process)/status cannot be read (Linux is needed)."
        }
    }

    /// - Throws: ``Unreadable``, also when the process has ended.
    init(of process: Int32) throws(Unreadable) {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/status"),
            let now = Self.value("VmRSS", in: bytes), let peak = Self.value("VmHWM", in: bytes)
        else { throw Unreadable(process: process) }
        self.now = now
        self.peak = peak
    }

    /// Has the peak counted anew from what there is now (proc(5), `clear_refs`, 5).
    static func forgetPeak(of process: Int32) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: "/proc/\(process)/clear_refs"))
        defer { file.closeFile() }
        try file.write(contentsOf: Data("5\n".utf8))
    }

    /// `VmRSS:\t   38412 kB`
    private static func value(_ name: String, in status: Data) -> Int64? {
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("\(name):") }
        return line.flatMap { Int64($0.filter(\.isNumber)) }.map { $0 * 1024 }
    }
}
