import AsyncHTTPClient
import Foundation
import HubCore
import NIOCore
import NIOPosix
import SignedXML

/// The disk, the clock, the process' limits, the port.
extension Doctor {
    func machine(of configuration: HubConfiguration) -> [Diagnosis] {
        var diagnoses = [clockSanity(), openFiles(configuration.limits)]
        let folder = existing(configuration.dataFolder)
        diagnoses.append(room(in: folder, floor: configuration.diskFloor))
        diagnoses.append(fileSystem(of: folder))
        diagnoses.append(syncing(in: folder))
        return diagnoses
    }

    /// The folder, or the nearest above it that is there.
    private func existing(_ folder: String) -> String {
        var url = URL(filePath: folder)
        while !FileManager.default.fileExists(atPath: url.path), url.path != "/" { url.deleteLastPathComponent() }
        return url.path
    }

    private func room(in folder: String, floor: Int64) -> Diagnosis {
        guard let free = DiskWatch(folder: folder, floor: floor).free else {
            return .warn(
                "disk.room", vi: "Không biết đĩa còn bao nhiêu chỗ.", en: "How much room is left cannot be known.",
                advice: Bilingual(vi: "Xem df.", en: "See df."))
        }
        let (vi, en) = (
            "Còn \(free.inMegabytes), mức sàn \(floor.inMegabytes).",
            "\(free.inMegabytes) left; the floor is \(floor.inMegabytes)."
        )
        let advice = Bilingual(
            vi: "Giải phóng hoặc thêm đĩa; xem nhóm retention để xóa nội dung đã hết hạn lưu.",
            en: "Make room or add a disk; the group retention retires what need not be kept.")
        if free < floor { return .fail("disk.room", vi: vi, en: en, advice: advice) }
        return free < 4 * floor ? .warn("disk.room", vi: vi, en: en, advice: advice) : .ok("disk.room", vi: vi, en: en)
    }

    /// Of the mount point that the folder is below: SQLite's locks and fsync are to be trusted on a local disk only.
    private func fileSystem(of folder: String) -> Diagnosis {
        let mounts =
            FileManager.default.contents(atPath: "/proc/mounts").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let mounted = mounts.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let above = mounted.filter { mount in mount.count > 2 && Self.isBelow(folder, mount[1]) }
        let kind = above.max { $0[1].count < $1[1].count }?[2] ?? "?"
        let advice = Bilingual(
            vi: "Đặt data.folder trên đĩa cục bộ (ext4, xfs).", en: "Keep data.folder on a local disk (ext4, xfs).")
        if ["tmpfs", "ramfs"].contains(kind) {
            return .fail(
                "disk.kind", vi: "\(kind): mất điện là mất hết.", en: "\(kind): all is lost with the power.",
                advice: advice)
        }
        if ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "glusterfs"].contains(kind) || kind.hasPrefix("fuse") {
            return .fail(
                "disk.kind", vi: "\(kind): ổ mạng không giữ được khóa và fsync.",
                en: "\(kind): a network file system keeps neither locks nor fsync.", advice: advice)
        }
        return .ok("disk.kind", vi: "Hệ thống tệp \(kind).", en: "File system \(kind).")
    }

    private static func isBelow(_ path: String, _ mountPoint: String) -> Bool {
        mountPoint == "/" || path == mountPoint || path.hasPrefix(mountPoint + "/")
    }

    /// How long the disk takes to have a small write for good.
    private func syncing(in folder: String) -> Diagnosis {
        let path = "\(folder)/.doctor-\(UUID().uuidString)"
        do {
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Data().write(to: URL(filePath: path))
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            var times: [Duration] = []
            for _ in 0..<21 {
                times.append(
                    try ContinuousClock().measure {
                        try file.write(contentsOf: Data(repeating: 7, count: 4096))
                        try file.synchronize()
                    })
            }
            try file.close()
            let median = times.sorted()[10]
            let microseconds = Int(median.seconds * 1_000_000)
            let (vi, en) = ("fsync mất \(microseconds) µs (trung vị).", "An fsync takes \(microseconds) µs (median).")
            guard median < .milliseconds(20) else {
                return .warn(
                    "disk.sync", vi: vi, en: en,
                    advice: Bilingual(
                        vi: "Đĩa chậm: mỗi giây chỉ ghi được ít lần; dùng SSD có bộ nhớ đệm bảo vệ nguồn.",
                        en: "The disk is slow: few commits fit into a second; use an SSD with power-loss protection."))
            }
            return .ok("disk.sync", vi: vi, en: en)
        } catch {
            return .fail(
                "disk.sync", vi: "Không ghi được vào \(folder): \(plain(error))",
                en: "\(folder) cannot be written: \(plain(error))",
                advice: Bilingual(
                    vi: "Kiểm tra quyền của người dùng chạy trục, và đĩa.",
                    en: "See to the rights of the hub's user, and to the disk."))
        }
    }

    private func clockSanity() -> Diagnosis {
        let now = clock.now()
        let (vi, en) = ("Đồng hồ: \(now.shown) (+07:00).", "The clock says \(now.shown) (+07:00).")
        // Before this program was written.
        guard now.milliseconds > 1_760_000_000_000 else {
            return .fail(
                "clock", vi: vi, en: en,
                advice: Bilingual(vi: "Đặt lại giờ, chạy NTP (chrony).", en: "Set the clock, and run NTP (chrony)."))
        }
        return .ok("clock", vi: vi, en: en)
    }

    private func openFiles(_ limits: HTTPLimits) -> Diagnosis {
        let most = ProcessUsage()?.mostFiles ?? 0
        let needed = 2 * limits.maxConnections + 256
        let (vi, en) = ("Giới hạn tệp mở \(most).", "\(most) files may be open.")
        guard most >= needed else {
            return .warn(
                "limits.files", vi: vi, en: en,
                advice: Bilingual(
                    vi: "Nâng LimitNOFILE lên ít nhất \(needed) (limits.maxConnections cần vậy).",
                    en: "Raise LimitNOFILE to \(needed) at least, as limits.maxConnections needs."))
        }
        return .ok("limits.files", vi: vi, en: en)
    }

    /// Whether the hub answers at its address, or could be started there.
    func listener(of configuration: HubConfiguration) async -> Diagnosis {
        let (host, port) = (configuration.listen.host, configuration.listen.port)
        guard port != 0 else {
            return .ok("listen", vi: "Cổng do hệ điều hành chọn.", en: "The system chooses the port.")
        }
        if await answers(configuration.listen) {
            return .ok("listen", vi: "Trục đang chạy ở \(host):\(port).", en: "The hub runs at \(host):\(port).")
        }
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: host, port: port).get()
            try await channel.close()
            return .ok(
                "listen", vi: "Trục đang dừng; cổng \(host):\(port) còn trống.",
                en: "The hub stands still; \(host):\(port) is free.")
        } catch {
            return .fail(
                "listen", vi: "Không lắng nghe được ở \(host):\(port): \(plain(error))",
                en: "\(host):\(port) cannot be listened on: \(plain(error))",
                advice: Bilingual(
                    vi: "Tìm chương trình đang giữ cổng (ss -ltnp), hoặc đổi listen.port.",
                    en: "Find what holds the port (ss -ltnp), or change listen.port."))
        }
    }

    private func answers(_ listen: ListenAddress) async -> Bool {
        let host = ["0.0.0.0", "::"].contains(listen.host) ? "127.0.0.1" : listen.host
        let request = HTTPClientRequest(url: "\(listen.tls == nil ? "http" : "https")://\(host):\(listen.port)/healthz")
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            return String(buffer: try await response.body.collect(upTo: 1024)) == "ok\n"
        } catch {
            return false
        }
    }
}
