import AsyncHTTPClient
import Crypto
import Foundation
import HubCore
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import SignedXML

/// Fetches revocation lists from where their authorities publish them, into a folder of lists; never on the intake path.
///
/// A list is written only when it is whole, signed by an authority known here, current, and newer than the one in use. Whatever
/// else comes, or nothing, leaves the folder as it is.
package struct RevocationListRefresher: Service {
    private let refresh: HubConfiguration.Trust.Refresh
    private let reloader: TrustReloader
    private let clock: HubClock
    private let logger: Logger

    package init(
        _ refresh: HubConfiguration.Trust.Refresh, reloader: TrustReloader, clock: HubClock, logger: Logger
    ) {
        self.refresh = refresh
        self.reloader = reloader
        self.clock = clock
        self.logger = logger
    }

    /// One round at once, then one every interval, until a graceful shutdown.
    package func run() async throws {
        try await ShutdownFlag.rounds(every: refresh.interval) { try await round($0) }
    }

    /// Asks every location; each may fail alone.
    private func round(_ stopped: ShutdownFlag) async throws {
        for url in refresh.urls where !stopped.isSet { try await fetch(url) }
    }

    /// Asks one location, and brings what it gave into force.
    /// - Returns: whether a list was written.
    /// - Throws: ``StoreError``; what fails on the way is logged.
    @discardableResult
    package func fetch(_ url: String) async throws -> Bool {
        let written: Bool
        do {
            written = try take(RevocationList.all(in: try await download(url)), from: url)
        } catch {
            logger.warning(
                "a revocation list could not be refreshed", metadata: ["url": "\(url)", "reason": "\(plain(error))"])
            return false
        }
        if written { try await reloader.reloadIfChanged() }
        return written
    }

    private func take(_ lists: [RevocationList], from url: String) throws -> Bool {
        let trust = reloader.keeper.current
        var written = false
        for list in lists where !trust.lists.contains(list) {
            let objections = try trust.objections(to: list, at: clock.now().milliseconds / 1000)
            guard objections.isEmpty else {
                logger.warning(
                    "a fetched revocation list is not taken",
                    metadata: [
                        "url": "\(url)", "issuer": "\(list.issuer)",
                        "codes": "\(objections.map(\.rule.code).joined(separator: ", "))",
                    ])
                continue
            }
            try ReplacedFile.write(list.der, to: "\(refresh.folder)/\(list.fileName)")
            logger.info(
                "a revocation list was refreshed",
                metadata: ["issuer": "\(list.issuer)", "number": "\(list.number ?? "–")", "url": "\(url)"])
            written = true
        }
        return written
    }

    /// The whole body, within the deadline and the cap.
    private func download(_ url: String) async throws -> [UInt8] {
        let (cap, deadline) = (refresh.maxBytes, refresh.deadline)
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                let request = HTTPClientRequest(url: url)
                let response = try await HTTPClient.shared.execute(request, timeout: TimeAmount(deadline))
                guard response.status == .ok else { throw SignedXMLError("HTTP \(response.status.code)") }
                return Array(try await response.body.collect(upTo: cap).readableBytesView)
            }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw SignedXMLError("no answer within \(deadline)")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}

extension RevocationList {
    /// The same for lists that replace one another.
    fileprivate var fileName: String {
        "fetched-\(SHA256.hash(data: Array(scope.utf8)).hexadecimal.prefix(16)).crl"
    }
}
