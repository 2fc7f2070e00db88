/// What a ``SessionID`` names: one browser in which somebody has logged in.
package enum SessionSubject {}
/// The name of a session. It is no secret: lists and journal speak of a session by it.
package typealias SessionID = Identifier<SessionSubject>

/// That somebody has logged in at one browser, without the token that proves it: the store knows that by its digest alone.
package struct Session: Sendable, Hashable, Codable {
    package let id: SessionID
    package let account: AccountID
    package var standing: Standing
    package let createdAt: Timestamp
    /// To the minute.
    package var seenAt: Timestamp
    /// The address that it was begun from.
    package let peer: String
    /// What the browser says of itself.
    package let browser: String

    /// How far a session has come.
    package enum Standing: String, Sendable, Hashable, Codable {
        /// The password was right, the second factor is to be shown.
        case awaitingCode
        /// Nothing may be done but to choose a password in the place of the one-time one.
        case awaitingPassword
        case whole
    }

    package init(
        id: SessionID, account: AccountID, standing: Standing, createdAt: Timestamp, seenAt: Timestamp? = nil,
        peer: String, browser: String
    ) {
        self.id = id
        self.account = account
        self.standing = standing
        self.createdAt = createdAt
        self.seenAt = seenAt ?? createdAt
        self.peer = peer.clipped(to: 100)
        self.browser = browser.clipped(to: 300)
    }
}

/// How long a session goes on. In milliseconds.
package struct SessionRule: Sendable, Hashable {
    /// Without any request.
    package var idle: Int64
    /// Whatever is done in it.
    package var absolute: Int64
    /// For the second factor to be shown, or the one-time password to be changed.
    package var unfinished: Int64 = 600_000
    /// What was seen is noted no more often than this.
    package static let seenEvery: Int64 = 60_000

    package init(idle: Int64 = 1_800_000, absolute: Int64 = 43_200_000) {
        self.idle = idle
        self.absolute = absolute
    }

    /// The moment from which on it opens nothing, if nothing more is done in it.
    package func end(of session: Session) -> Timestamp {
        let absolute = session.createdAt.adding(
            milliseconds: session.standing == .whole ? self.absolute : min(unfinished, self.absolute))
        return min(absolute, session.seenAt.adding(milliseconds: idle))
    }

    package func isGood(_ session: Session, at now: Timestamp) -> Bool { now < end(of: session) }
}
