import AsyncHTTPClient
import Foundation
import HubCore
import NIOCore
import NIOHTTP1
import SignedXML
import VXP

/// The national axis, as far as this installation depends on it.
extension Doctor {
    func axis(_ link: AxisLink) async -> [Diagnosis] { [await call(link), await skew(link)] }

    /// The cheapest call that proves address, certificate, systemid and secret.
    private func call(_ link: AxisLink) async -> Diagnosis {
        let advice = Bilingual(
            vi: "Kiểm tra axis.url, đường mạng, axis.systemid và khóa bí mật; văn bản gửi lên vẫn được giữ và gửi lại.",
            en: "See to axis.url, the network, axis.systemid and the secret; what is to go up is kept and tried again.")
        do {
            let client = try AxisClient(link) { clock.now().milliseconds }
            let outcome: Result<Int, AxisFailure>
            do {
                outcome = .success(try await client.countReceived(.edoc))
            } catch {
                outcome = .failure(error)
            }
            try await client.shutDown()
            let waiting = try outcome.get()
            return .ok(
                "axis", vi: "Trục quốc gia trả lời; \(waiting) văn bản đang chờ \(link.systemID).",
                en: "The national axis answers; \(waiting) documents wait for \(link.systemID).")
        } catch {
            return .fail(
                "axis", vi: "Trục quốc gia không trả lời được: \(plain(error))",
                en: "The national axis gives no good answer: \(plain(error))", advice: advice)
        }
    }

    /// By the `Date` of any answer: a call whose time is too far off is refused.
    private func skew(_ link: AxisLink) async -> Diagnosis {
        do {
            let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: link.url), timeout: .seconds(10))
            guard let stated = response.headers.first(name: "Date"), let date = Self.httpDate(stated) else {
                return .ok(
                    "axis.clock", vi: "Trục quốc gia không cho biết giờ.", en: "The axis does not tell its time.")
            }
            let seconds = Int(Double(clock.now().milliseconds) / 1000 - date.timeIntervalSince1970)
            let (vi, en) = ("Lệch \(seconds) giây so với trục quốc gia.", "\(seconds) seconds from the axis' clock.")
            let advice = Bilingual(vi: "Chạy NTP (chrony) trên máy này.", en: "Run NTP (chrony) on this machine.")
            switch abs(seconds) {
            case ...30: return .ok("axis.clock", vi: vi, en: en)
            case ...240: return .warn("axis.clock", vi: vi, en: en, advice: advice)
            default: return .fail("axis.clock", vi: vi, en: en, advice: advice)
            }
        } catch {
            return .warn(
                "axis.clock", vi: "Không so được giờ: \(plain(error))",
                en: "The clocks cannot be compared: \(plain(error))",
                advice: Bilingual(vi: "Xem dòng axis ở trên.", en: "See the line “axis” above."))
        }
    }

    /// RFC 9110 §5.6.7, IMF-fixdate.
    private static func httpDate(_ text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }

    /// The axis gives packets to a systemid: ours must be that of agencies registered here.
    func ownAgencies(_ link: AxisLink, _ configuration: HubConfiguration) async -> Diagnosis {
        do {
            var (ours, atCentre) = (0, 0)
            try await OperatorLine(configuration).forEachPage { agencies in
                let local = agencies.filter(\.isLocal)
                ours += local.count
                atCentre += local.filter { $0.centre == link.systemID.canonicalIdentifier }.count
            }
            let (vi, en) = (
                "\(ours) đơn vị tại đây, \(atCentre) thuộc hệ thống \(link.systemID).",
                "\(ours) agencies of ours, \(atCentre) of the centre \(link.systemID)."
            )
            guard atCentre > 0 else {
                return .warn(
                    "axis.systemid", vi: vi, en: en,
                    advice: Bilingual(
                        vi: "Kiểm tra axis.systemid, hoặc đăng ký đơn vị (lienthong agency import).",
                        en: "See to axis.systemid, or register agencies (lienthong agency import)."))
            }
            return .ok("axis.systemid", vi: vi, en: en)
        } catch {
            return .warn(
                "axis.systemid", vi: "Không đọc được danh mục: \(plain(error))",
                en: "The register cannot be read: \(plain(error))",
                advice: Bilingual(vi: "Xem các dòng store ở trên.", en: "See the lines “store” above."))
        }
    }
}
