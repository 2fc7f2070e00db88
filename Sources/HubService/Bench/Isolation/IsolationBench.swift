import AsyncHTTPClient
import Foundation
import HubCore

/// Measures whether anybody's trouble delays another's urgent document: one sender floods, one sends very large files, one
/// destination never answers, and all of it at once; beside a hub that has nothing else to do.
package struct IsolationBench: Sendable {
    /// By how much the 99th percentile of an urgent document's way may grow.
    package static let growthAllowed = 3.0

    /// What troubles the hub while urgent documents are on their way.
    package enum Trouble: Sendable, Hashable, CaseIterable {
        case none, flood, largeFiles, hangingDestination, everything

        func includes(_ other: Trouble) -> Bool { self == other || self == .everything }
    }

    package struct Settings: Sendable {
        /// Of each measurement.
        package var seconds = 30
        /// Of a large file, 10⁶ bytes each.
        package var megabytes = 200
        /// Urgent documents in a second; their recipient calls twice for each, and stays within the calls of a token.
        package var urgentPerSecond = 20
        /// Lets every token call as often as it likes, which no configuration should.
        package var liftsLimits = false
        /// Connections of the sender that floods; each sends again as soon as it is answered.
        package var floodConnections = 64

        package init() {}

        package static var short: Settings {
            var settings = Settings()
            settings.seconds = 7
            return settings
        }
    }

    /// What a measurement gave.
    package struct Row: Sendable {
        package let trouble: Trouble
        /// From the sender's call until the axis has the document.
        package let toAxis: Latencies
        /// From the sender's call until the mailbox of a recipient here shows it.
        package let toMailbox: Latencies
        package let load: OfferedLoad
        /// The most memory that the hub has taken, in bytes.
        package let memory: Int64
    }

    /// What was offered beside the urgent documents, and what became of it.
    package struct OfferedLoad: Sendable {
        package var flood: LoadResult?
        package var largeFiles: LargeFiles?
        package var toHanging = 0
    }

    /// Large files that were taken, one after the other.
    package struct LargeFiles: Sendable {
        package let count: Int
        /// 10⁶ bytes in a second, from the first one's begin to the last one's end.
        package let speed: Double
    }

    package struct Outcome: Sendable {
        package let rows: [Row]
    }

    package enum Progress: Sendable {
        case preparing
        case measured(Row, beside: Row)
    }

    private let settings: Settings
    private let program: String
    private let schemas: String

    /// - Parameter program: the executable whose `serve`, `axis` and `send` are used.
    package init(_ settings: Settings, program: String, schemas: String) {
        self.settings = settings
        self.program = program
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
    }

    /// - Parameter report: told each measurement when it was made.
    package func run(report: @escaping @Sendable (Progress) -> Void) async throws -> Outcome {
        try await inBenchFolder { folder in
            try await HTTPClient.withLines { http in try await run(in: folder, http, report) }
        }
    }

    private func run(
        in folder: String, _ http: HTTPClient, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> Outcome {
        report(.preparing)
        let ground = try await IsolationGround(settings, in: folder, program: program, schemas: schemas, http: http)
        return try await ending(with: ground.close) {
            var rows: [Row] = []
            for trouble in Trouble.allCases {
                try Task.checkCancellation()
                let row = try await ground.measure(trouble)
                rows.append(row)
                report(.measured(row, beside: rows[0]))
            }
            return Outcome(rows: rows)
        }
    }
}
