import HubCore
import SignedXML

extension RegisterSynchronised {
    /// What came of comparing the register with the list, in few words.
    package var says: Bilingual {
        let counts = Bilingual(
            vi: "\(rows) dòng, thêm \(added), đổi \(changed), hết hiệu lực \(retired), mâu thuẫn \(contradictory)",
            en: "\(rows) rows, added \(added), changed \(changed), retired \(retired), contradictory \(contradictory)")
        let version = listVersion.map { " \($0)" } ?? ""
        return switch outcome {
        case .completed:
            Bilingual(
                vi: "đồng bộ danh mục với trục quốc gia\(version.isEmpty ? "" : ", phiên bản\(version)"): \(counts.vi)",
                en:
                    "the register follows the national axis\(version.isEmpty ? "" : ", version\(version)"): \(counts.en)"
            )
        case .held:
            Bilingual(
                vi: "giữ lại danh mục của trục quốc gia chờ người vận hành: \(counts.vi)",
                en: "the national axis' list is held for an operator: \(counts.en)")
        case .discarded:
            Bilingual(vi: "\(by) bỏ danh mục đang giữ lại", en: "\(by) discarded the list that was held")
        case .failed:
            Bilingual(
                vi: "không đồng bộ được danh mục: \(reason ?? "–")",
                en: "the list could not be followed: \(reason ?? "–")")
        }
    }

    package var vietnamese: String { says.vi }
}

extension AgencyChange {
    /// What would change, or has changed, in a sentence.
    package var says: Bilingual {
        let (id, name) = (after.id, after.name)
        switch kind {
        case .added: return Bilingual(vi: "thêm \(id) \(name)", en: "added \(id) \(name)")
        case .retired:
            let to = after.successors.joined(separator: ", ")
            return Bilingual(
                vi: "\(id) \(name) hết hiệu lực" + (to.isEmpty ? "" : ", kế thừa: \(to)"),
                en: "\(id) \(name) retired" + (to.isEmpty ? "" : ", successor: \(to)"))
        case .revived: return Bilingual(vi: "\(id) \(name) lại có hiệu lực", en: "\(id) \(name) is in force again")
        case .changed:
            let parts = differences
            return Bilingual(
                vi: "\(id) \(name): \(parts.map(\.vi).joined(separator: "; "))",
                en: "\(id) \(name): \(parts.map(\.en).joined(separator: "; "))")
        }
    }

    private var differences: [Bilingual] {
        guard let before else { return [] }
        var found: [Bilingual] = []
        func differ(_ vi: String, _ en: String, _ text: (Agency) -> String) {
            let (old, new) = (text(before), text(after))
            if old != new {
                found.append(Bilingual(vi: "\(vi) “\(old)” → “\(new)”", en: "\(en) “\(old)” → “\(new)”"))
            }
        }
        differ("tên", "name") { $0.name }
        differ("mã khác", "other identifiers") { $0.formerIdentifiers.map(\.shown).joined(separator: ", ") }
        differ("cấp trên", "parent") { $0.parent ?? "–" }
        differ("cấp", "level") { "\($0.level)" }
        differ("hệ thống", "centre") { $0.centre }
        differ("hộp thư", "mailbox") { $0.isLocal ? "tại đây/here" : "qua trục/axis" }
        differ("khóa", "locked") { $0.isLocked ? "có/yes" : "không/no" }
        differ("có hiệu lực từ", "in force from") { $0.validFrom?.rfc3339 ?? "–" }
        differ("hết hiệu lực từ", "retired from") { $0.validUntil?.rfc3339 ?? "–" }
        differ("kế thừa", "successors") { $0.successors.joined(separator: ", ") }
        differ("địa chỉ", "address") { $0.contacts.address }
        differ("thư điện tử", "mail") { $0.contacts.mail }
        differ("điện thoại", "telephone") { $0.contacts.telephone }
        differ("fax", "fax") { $0.contacts.fax }
        differ("trang tin", "website") { $0.contacts.website }
        differ("chữ ký văn bản", "document signatures") { $0.documentSignatures?.rawValue ?? "–" }
        differ("chữ ký trạng thái", "status signatures") { $0.statusSignatures?.rawValue ?? "–" }
        differ("dòng ở trục", "axis row") { $0.listing.map { $0.hasRetired ? "\($0.id) (-)" : $0.id } ?? "–" }
        return found
    }
}

extension FormerIdentifier {
    /// `000.00.01.H24`, or `H24.11@2020-01-01T00:00:00+07:00..2025-07-01T00:00:00+07:00` with a period.
    package var shown: String {
        guard validFrom != nil || validUntil != nil else { return id }
        return "\(id)@\(validFrom?.rfc3339 ?? "")..\(validUntil?.rfc3339 ?? "")"
    }
}

extension ListContradiction {
    package var says: Bilingual {
        switch kind {
        case .oursDeleted:
            Bilingual(
                vi: "\(agency): đơn vị tại đây nhưng trục quốc gia ghi là đã xóa",
                en: "\(agency): an agency of ours, deleted at the axis")
        case .oursNamedOtherwise:
            Bilingual(
                vi: "\(agency): đơn vị tại đây, trục quốc gia gọi là “\(detail)”",
                en: "\(agency): an agency of ours, named “\(detail)” at the axis")
        case .unknownUnderOurCentre:
            Bilingual(
                vi: "\(agency) “\(detail)”: trục quốc gia ghi thuộc hệ thống này, nhưng chưa đăng ký tại đây",
                en: "\(agency) “\(detail)”: under our centre at the axis, and not registered here")
        case .retiredHere:
            Bilingual(
                vi: "\(agency) “\(detail)”: đã cho hết hiệu lực tại đây, trục quốc gia vẫn còn",
                en: "\(agency) “\(detail)”: retired here, in force at the axis")
        case .notListed:
            Bilingual(
                vi: "\(agency): được ghi tay tại đây, không có trong danh mục của trục quốc gia",
                en: "\(agency): put there by hand, and not in the axis' list")
        case .unreadable:
            Bilingual(
                vi: "“\(agency)” “\(detail)”: không phải mã định danh, bỏ qua",
                en: "“\(agency)” “\(detail)”: not an agency identifier, passed over")
        case .listedUnderFormer:
            Bilingual(
                vi: "\(agency): trục quốc gia còn dùng mã này, tại đây là mã khác của \(detail)",
                en: "\(agency): still listed at the axis, and another identifier of \(detail) here")
        case .parentUnknown:
            Bilingual(
                vi: "\(agency): cấp trên “\(detail)” không có trong danh mục",
                en: "\(agency): the body above it, “\(detail)”, is not in the list")
        }
    }
}
