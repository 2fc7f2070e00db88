import HTTPTypes
import HubCore
import SignedXML

/// Finding agencies.
extension APIOperation {
    static let register: [APIOperation] = [listAgencies, agency]

    private static let listAgencies = APIOperation(
        id: "listAgencies", method: .get, path: "agencies", group: .register, access: .scope(.registerRead),
        title: Bilingual(vi: "Liệt kê và tìm đơn vị", en: "List and search agencies"),
        detail: Bilingual(vi: "Theo thứ tự mã định danh.", en: "In the order of their identifiers."),
        parameters: [.sought, .cursor(.name), .limit],
        replies: [
            Reply(
                status: 200, says: Bilingual(vi: "Một trang đơn vị.", en: "A page of agencies."),
                content: .json("AgencyPage"), fields: ["Link"])
        ],
        act: { try await $0.listAgencies($1) })

    private static let agency = APIOperation(
        id: "getAgency", method: .get, path: "agencies/{agency}", group: .register, access: .scope(.registerRead),
        title: Bilingual(vi: "Một đơn vị", en: "One agency"), parameters: [.agency],
        replies: [Reply(status: 200, says: Bilingual(vi: "Đơn vị đó.", en: "The agency."), content: .json("Agency"))],
        refusals: [(404, [APIRule.agencyUnknown])], act: { try await $0.getAgency($1) })
}

extension APIParameter {
    static let sought = APIParameter(
        name: "q", place: .query, kind: .text(1...100),
        says: Bilingual(
            vi: "Phần đầu của mã định danh (mới hoặc cũ), hoặc đầu các từ của tên, không cần dấu.",
            en: "The beginning of an identifier (new or old), or of words of the name, with or without diacritics."),
        example: "Sở Nội vụ")

    static let agency = APIParameter(
        name: "agency", place: .path, kind: .text(1...35),
        says: Bilingual(vi: "Mã định danh, mới hoặc cũ.", en: "The identifier, new or old."), example: "H24.01")
}
