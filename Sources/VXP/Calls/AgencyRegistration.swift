/// The body of `registerAgency`.
package struct AgencyRegistration: Sendable, Hashable {
    package var id: String
    /// The parent's code.
    package var pcode: String
    package var code: String
    package var name: String
    package var mail: String
    package var mobile: String
    package var fax: String

    package init(
        id: String, pcode: String, code: String, name: String, mail: String = "", mobile: String = "", fax: String = ""
    ) {
        self.id = id
        self.pcode = pcode
        self.code = code
        self.name = name
        self.mail = mail
        self.mobile = mobile
        self.fax = fax
    }

    /// Reads a body; `code` and `name` must be there.
    package init(_ bytes: some Sequence<UInt8>) throws(EnvelopeError) {
        let json: JSON
        do { json = try JSON(bytes) } catch { throw .json(error) }
        let row = try RowReader(row: json, index: 0)
        id = try row.optional("id")
        pcode = try row.optional("pcode")
        code = try row.required("code")
        name = try row.required("name")
        mail = try row.optional("mail")
        mobile = try row.optional("mobile")
        fax = try row.optional("fax")
    }

    package var json: JSON {
        .strings([
            ("id", id), ("pcode", pcode), ("code", code), ("name", name), ("mail", mail), ("mobile", mobile),
            ("fax", fax),
        ])
    }
}
