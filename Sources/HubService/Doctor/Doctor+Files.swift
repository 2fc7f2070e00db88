import EdXML
import Foundation
import HubCore
import SignedXML

/// Keys, schemas, certificates: what the configuration names in files.
extension Doctor {
    func keys(of configuration: HubConfiguration) -> [Diagnosis] {
        let isStarted = FileManager.default.fileExists(atPath: configuration.dataFolder + "/hub.sqlite")
        var files = [
            ("key.signing", configuration.identity.signingKey, isStarted),
            ("key.sealing", configuration.identity.sealingKey, isStarted),
        ]
        if case .file(let path)? = configuration.axis?.secret { files.append(("key.axis", path, true)) }
        return files.map { what, path, isNeeded in key(what, at: path, isNeeded: isNeeded) }
    }

    private func key(_ what: String, at path: String, isNeeded: Bool) -> Diagnosis {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            if !isNeeded {
                return .ok(what, vi: "\(path) sẽ được tạo ở lần chạy đầu.", en: "\(path) is made at the first start.")
            }
            return .fail(
                what, vi: "Thiếu \(path).", en: "\(path) is missing.",
                advice: Bilingual(
                    vi: "Đặt lại đúng khóa cũ từ nơi cất giữ; khóa mới không mở được dữ liệu cũ.",
                    en: "Put back the very key from where it is kept; a new one opens nothing old."))
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            let says = "\(path): \(String(mode, radix: 8))"
            return .fail(
                what, vi: "\(says), người khác đọc được.", en: "\(says), others can read it.",
                advice: Bilingual(vi: "chmod 600 \(path)", en: "chmod 600 \(path)"))
        }
        return .ok(
            what, vi: "\(path), quyền \(String(mode, radix: 8)).", en: "\(path), mode \(String(mode, radix: 8)).")
    }

    func schemas(of configuration: HubConfiguration) -> Diagnosis {
        do {
            _ = try Inspector(schemaFolder: configuration.schemasFolder)
            return .ok(
                "schemas", vi: "Lược đồ trong \(configuration.schemasFolder) dùng được.",
                en: "The schemas in \(configuration.schemasFolder) can be used.")
        } catch {
            return .fail(
                "schemas", vi: "Lược đồ không dùng được: \(plain(error))",
                en: "The schemas cannot be used: \(plain(error))",
                advice: Bilingual(
                    vi: "Chép lại thư mục Schemas của bản cài đặt.", en: "Copy the installation's folder Schemas again."
                ))
        }
    }

    func certificates(of configuration: HubConfiguration) -> [Diagnosis] {
        let now = clock.now().milliseconds / 1000
        var diagnoses: [Diagnosis] = []
        do {
            let report = TrustReport(try TrustStore(configuration.trust), loadedAt: now, at: now)
            diagnoses += report.anchors.isEmpty ? [Self.nobodyTrusted] : []
            diagnoses += authorities("trust.anchors", report.anchors, now: now)
            diagnoses += authorities("trust.intermediates", report.intermediates, now: now)
            diagnoses += lists(report)
        } catch {
            diagnoses.append(
                .fail(
                    "trust", vi: "Không đọc được chứng thư tin cậy: \(plain(error))",
                    en: "The trusted certificates cannot be read: \(plain(error))",
                    advice: Bilingual(
                        vi: "Sửa các tệp mà nhóm trust nêu.", en: "Mend the files that the group trust names.")))
        }
        if let tls = configuration.listen.tls { diagnoses.append(certificate(ofListener: tls, now: now)) }
        return diagnoses
    }

    private static let nobodyTrusted = Diagnosis.warn(
        "trust.anchors", vi: "Không có chứng thư gốc nào: mọi chữ ký đều không được tin.",
        en: "There is no root certificate: no signature is trusted.",
        advice: Bilingual(vi: "Đặt chứng thư gốc vào trust.anchors.", en: "Put root certificates into trust.anchors."))

    private func authorities(_ what: String, _ authorities: [TrustReport.Authority], now: Int64) -> [Diagnosis] {
        guard let first = authorities.min(by: { $0.notAfter < $1.notAfter }) else { return [] }
        return [expiry(what, first.subject, first.notAfter, now: now, count: authorities.count)]
    }

    private func certificate(ofListener tls: ListenAddress.TLS, now: Int64) -> Diagnosis {
        do {
            let text = try String(contentsOfFile: tls.certificate, encoding: .utf8)
            guard let first = try Certificate.all(inPEM: text).min(by: { $0.notAfter < $1.notAfter }) else {
                throw SignedXMLError("\(tls.certificate): –")
            }
            return expiry("listen.tls", first.subject, first.notAfter, now: now, count: 1)
        } catch {
            return .fail(
                "listen.tls", vi: "Chứng thư TLS không đọc được: \(plain(error))",
                en: "The TLS certificate cannot be read: \(plain(error))",
                advice: Bilingual(vi: "Xem listen.tls.certificate.", en: "See listen.tls.certificate."))
        }
    }

    /// Of the certificate that ends first.
    private func expiry(_ what: String, _ subject: String, _ notAfter: Int64, now: Int64, count: Int) -> Diagnosis {
        let end = Timestamp(milliseconds: notAfter * 1000).shown
        let (vi, en) = (
            "\(count) chứng thư, hết hạn sớm nhất \(end): \(subject)",
            "\(count) certificates, the first ends \(end): \(subject)"
        )
        let advice = Bilingual(vi: "Thay chứng thư trước ngày đó.", en: "Replace the certificate before that day.")
        if notAfter <= now { return .fail(what, vi: vi, en: en, advice: advice) }
        return notAfter - now < 30 * 86_400 ? .warn(what, vi: vi, en: en, advice: advice) : .ok(what, vi: vi, en: en)
    }

    private func lists(_ report: TrustReport) -> [Diagnosis] {
        let late = report.lists.filter { $0.freshness != .current }
        guard let worst = late.first(where: { $0.freshness == .expired }) ?? late.first else {
            return report.lists.isEmpty
                ? []
                : [
                    .ok(
                        "trust.crls", vi: "\(report.lists.count) CRL còn hạn.",
                        en: "\(report.lists.count) CRLs are current.")
                ]
        }
        let (vi, en) = (
            "\(late.count)/\(report.lists.count) CRL quá hạn cập nhật, như của \(worst.issuer)",
            "\(late.count) of \(report.lists.count) CRLs are overdue, such as that of \(worst.issuer)"
        )
        let advice = Bilingual(
            vi: "Kiểm tra việc tải CRL (trust.refresh) hoặc nơi công bố.",
            en: "See to trust.refresh, or to their publisher.")
        return [
            worst.freshness == .expired
                ? .fail("trust.crls", vi: vi, en: en, advice: advice)
                : .warn("trust.crls", vi: vi, en: en, advice: advice)
        ]
    }
}
