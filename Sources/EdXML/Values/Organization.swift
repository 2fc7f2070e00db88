/// A sender or recipient, as the packet describes it.
package struct Organization: Sendable, Hashable {
    package var id: AgencyID
    /// The body it reports to.
    package var inCharge: String?
    package var name: String?
    package var address: String?
    package var email: String?
    package var telephone: String?
    package var fax: String?
    package var website: String?

    package init(
        id: AgencyID, inCharge: String? = nil, name: String? = nil, address: String? = nil, email: String? = nil,
        telephone: String? = nil, fax: String? = nil, website: String? = nil
    ) {
        self.id = id
        self.inCharge = inCharge
        self.name = name
        self.address = address
        self.email = email
        self.telephone = telephone
        self.fax = fax
        self.website = website
    }
}

/// The clerk who acted.
package struct StaffInfo: Sendable, Hashable {
    package var department: String?
    package var departmentID: String?
    package var staff: String?
    package var staffID: String?
    package var email: String?
    package var mobile: String?

    package init(
        department: String? = nil, departmentID: String? = nil, staff: String? = nil, staffID: String? = nil,
        email: String? = nil, mobile: String? = nil
    ) {
        self.department = department
        self.departmentID = departmentID
        self.staff = staff
        self.staffID = staffID
        self.email = email
        self.mobile = mobile
    }
}
