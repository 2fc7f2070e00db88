import EdXML
import Foundation
import HubCore
import HubStore

/// Where a clerk acts without a system of its own: every act makes a proper packet, which goes the way of all packets.
///
/// The packets are statuses, unsigned: where the policy requires signatures, they are refused like anybody's.
package struct ClerkDesk: Sendable {
    private let intake: Intake
    private let clock: HubClock

    private var store: any Store { intake.store }

    package init(intake: Intake, clock: HubClock) {
        self.intake = intake
        self.clock = clock
    }

    /// The clerk who acts.
    package struct Clerk: Sendable, Hashable {
        package let name: String
        package let department: String?
        /// By what the hub knows who it is, for the journal.
        package let login: String

        package init(name: String, department: String? = nil, login: String) {
            self.name = name
            self.department = department
            self.login = login
        }
    }

    /// Asks for a document back (13) from these recipients; from all who have it when none is named. What came of it for
    /// each is in ``NegotiationStore/negotiations(askedBy:)`` of the receipt's document.
    /// - Returns: `nil` when there is no such document.
    package func recall(
        _ document: DocumentID, from recipients: [String] = [], reason: String, by clerk: Clerk
    ) async throws -> IntakeOutcome? {
        guard let record = try await store.document(document), let sender = AgencyID(record.sender) else { return nil }
        let receivers = try await organizations(recipients)
        return try await give(
            StatusMessage(
                from: try await organization(sender), to: receivers, responseFor: ResponseFor(record, under: sender),
                code: .recallRequested, description: reason, staff: StaffInfo(clerk), at: now), by: clerk)
    }

    /// Reports on a document in a mailbox for its recipient: 01 to 06, or the answer to a request (15, 16).
    /// - Returns: `nil` when there is no such delivery.
    package func report(
        _ code: StatusCode, on delivery: DeliveryID, saying description: String?, by clerk: Clerk
    ) async throws -> IntakeOutcome? {
        guard let item = try await store.mailboxItem(delivery), let record = try await store.document(item.document),
            let recipient = AgencyID(item.recipient), let sender = AgencyID(record.sender)
        else { return nil }
        return try await give(
            StatusMessage(
                from: try await organization(recipient), responseFor: ResponseFor(record, under: sender), code: code,
                description: description, staff: StaffInfo(clerk), at: now), by: clerk)
    }

    // MARK: The packet

    private var now: LocalDateTime { LocalDateTime(atMilliseconds: clock.now().milliseconds) }

    private func organization(_ id: AgencyID) async throws -> Organization {
        Organization(id: id, name: try await store.agency(id.text)?.name ?? id.text)
    }

    private func organizations(_ ids: [String]) async throws -> [Organization] {
        var found: [Organization] = []
        for id in ids.compactMap(AgencyID.init) { found.append(try await organization(id)) }
        return found
    }

    private func give(_ status: StatusMessage, by clerk: Clerk) async throws -> IntakeOutcome {
        let arrival = try intake.begin(from: .hub(by: clerk.login))
        try await arrival.take(try MessageWriter.bytes(of: status))
        return try await arrival.finish()
    }
}

extension StaffInfo {
    fileprivate init(_ clerk: ClerkDesk.Clerk) { self.init(department: clerk.department, staff: clerk.name) }
}

extension ResponseFor {
    /// The document under its sender, by every name it has.
    fileprivate init(_ record: DocumentRecord, under sender: AgencyID) {
        self.init(
            agency: sender, code: record.facts.code, documentID: record.facts.documentID,
            date: record.facts.promulgationDate.flatMap { LocalDate($0.replacingOccurrences(of: "-", with: "/")) })
    }
}
