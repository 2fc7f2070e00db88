import Foundation
import HTTPTypes
import HubCore
import SignedXML
import Synchronization

/// Hashes and compares passwords, on threads of their own and a few at a time: each takes a tenth of a second and 32 MiB.
package struct PasswordDesk: Sendable {
    private let cost: PasswordHash.Cost
    private let breachList: BreachList?

    /// Of the process, as the memory is.
    private static let threads = WorkThreads(
        "passwords", count: max(1, ProcessInfo.processInfo.activeProcessorCount / 2), niceness: 5)
    private static let waiting = Mutex(0)
    /// Who comes when so many wait is told to come again.
    private static let most = 64

    package init(_ settings: AccountSettings) {
        cost = settings.passwordCost
        breachList = settings.breachList.map(BreachList.init)
    }

    /// - Throws: ``Refusal`` when too many wait.
    func hash(_ password: String) async throws -> PasswordHash {
        let (cost, salt) = (cost, Self.random(PasswordHash.saltLength))
        return try await Self.apart { try PasswordHash(of: password, salt: salt, cost: cost) }
    }

    /// Whether it is the password. Takes as long when there is none, so that nobody learns which logins there are.
    /// - Throws: ``Refusal`` when too many wait.
    func admits(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        // More is no password, and not worth the time.
        let password = String(
            String.UnicodeScalarView(password.unicodeScalars.prefix(PasswordRule.length.upperBound + 1)))
        if let hash { return try await Self.apart { try hash.admits(password) } }
        _ = try await self.hash(password)
        return false
    }

    /// The same password at the present cost; `nil` when it was not hashed at a lower one.
    func stronger(_ hash: PasswordHash, of password: String) async throws -> PasswordHash? {
        hash.isWeaker(than: cost) ? try await self.hash(password) : nil
    }

    /// What is wrong with a password that somebody wants to use.
    /// - Throws: what reading the list of breached ones throws.
    func flaw(of password: String, notMadeOf words: [String]) async throws -> Finding? {
        let breachList = breachList
        return try await Self.apart {
            try PasswordRule.flaw(of: password, notMadeOf: words) { try breachList?.holds(sha1: $0) ?? false }
        }
    }

    static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func apart<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isRoom = waiting.withLock { waiting in
            guard waiting < most else { return false }
            waiting += 1
            return true
        }
        guard isRoom else {
            throw Refusal(.serviceUnavailable, AccountRules.wait, ["seconds": "10"], retryAfterSeconds: 10)
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withTaskExecutorPreference(threads) { try await piece(work) }
    }

    private static func piece<Value: Sendable>(_ work: @Sendable () throws -> Value) async throws -> Value {
        try work()
    }
}
