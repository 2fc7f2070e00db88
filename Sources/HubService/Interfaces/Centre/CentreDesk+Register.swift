import HubCore
import HubStore
import Hummingbird
import NIOCore
import VXP

/// The register, for those who keep a copy of it. Read and written a page at a time: it has more than a hundred thousand
/// agencies.
extension CentreDesk {
    private static let page = 1000

    /// Everybody who can be written to now, as a list reply.
    func agencies() -> ResponseBody {
        ResponseBody { writer in
            let now = intake.clock.now()
            var list = StreamedList()
            var last = ""
            while true {
                let page = try await store.allAgencies(after: last, limit: Self.page)
                guard let end = page.last?.id else { break }
                last = end
                let rows = page.filter { $0.canBeWrittenTo(at: now) }.map { AgencyRow($0) }
                try await writer.write(ByteBuffer(bytes: list.take(rows)))
            }
            try await writer.write(ByteBuffer(bytes: list.finish()))
            try await writer.finish(nil)
        }
    }

    /// What changed after a version, as a list reply that ends with the version reached. Who can no longer be written to is
    /// marked as deleted.
    /// - Parameter version: the last one the caller has; `nil` for the whole register.
    func units(after version: Int64?) -> ResponseBody {
        ResponseBody { writer in
            let now = intake.clock.now()
            var list = StreamedList()
            var position = version.map { RegisterPosition.after(version: $0) } ?? .start
            var reached = version ?? 0
            while true {
                let page = try await store.agencies(changedAfter: position, limit: Self.page)
                guard let end = page.last else { break }
                position = end.position
                reached = end.version
                try await writer.write(ByteBuffer(bytes: list.take(page.map { AgencyRow($0, at: now) })))
            }
            let end = [JSON.Member("version", .string(String(reached)))]
            try await writer.write(ByteBuffer(bytes: list.finish(extra: end)))
            try await writer.finish(nil)
        }
    }
}

extension Agency {
    fileprivate func canBeWrittenTo(at now: Timestamp) -> Bool { !isLocked && isValid(at: now) }
}

extension AgencyRow {
    fileprivate init(_ agency: Agency) {
        self.init(
            id: agency.id, pid: agency.parent ?? "", code: agency.id, name: agency.name, mail: agency.contacts.mail)
    }

    fileprivate init(_ versioned: VersionedAgency, at now: Timestamp) {
        self.init(versioned.agency)
        unit = Unit(
            version: String(versioned.version), centerCode: versioned.agency.centre,
            isDeleted: !versioned.agency.canBeWrittenTo(at: now),
            modifyDate: AxisTime.display(versioned.changedAt.milliseconds), isAgency: true)
    }
}
