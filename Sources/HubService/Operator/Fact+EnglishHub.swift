import HubCore
import SignedXML

/// What happens to the hub itself, its interfaces and its destinations, in English.
extension HubStarted {
    var english: String {
        let started = "the hub started, version \(version)"
        guard let formerKey else { return started }
        return "\(started); it signs no more with \(formerKey), but with \(key ?? "–")"
    }
}

extension HubStopped {
    var english: String {
        let run = Uptime(seconds: uptimeSeconds).text("d", "h", "min", "s")
        return switch why {
        case .asked: "the hub ended as it was asked to, after \(run)"
        case .failed: "the hub ended because a part of it failed, after \(run)" + (reason.map { ": \($0)" } ?? "")
        }
    }
}

extension Configured {
    var english: String {
        if changed.isEmpty { return "the configuration has \(settings.count) settings" }
        return "the configuration changed: "
            + told {
                "no \($0) any more"
            } and: {
                "and \($0) more"
            }
    }
}

extension CallsRefused {
    var english: String {
        let span = count == 1 ? "" : " from \(first.shown) to \(last.shown)"
        if let others { return "refused \(count) more calls of at least \(others) different callers\(span)" }
        let whom = [caller.map { "who called himself \($0)" }, peer.map { "address \($0)" }].compactMap(\.self)
        let who = whom.isEmpty ? "" : " (\(whom.joined(separator: ", ")))"
        return "refused \(count) calls to \(interface ?? "–")\(who): \(code ?? "–")\(span)"
    }
}

extension AxisAcknowledged {
    var english: String {
        switch word {
        case .done: "the national axis was told that packet \(docID) is here"
        case .fail: "the national axis was told that packet \(docID) could not be taken"
        case .processing, nil: "the national axis was told of packet \(docID)"
        }
    }
}

extension TokenChanged {
    var english: String {
        let what = "the token “\(token.name)” (…\(token.id.text.suffix(12))) of \(token.agency)"
        guard let time = token.revokedAt else {
            let scopes = token.scopes.map(\.rawValue).joined(separator: " ")
            return "\(by) gave \(what): \(scopes)" + (token.expiresAt.map { ", until \($0.shown)" } ?? "")
        }
        return "\(by) withdrew \(what) from \(time.shown) on"
    }
}

extension WebhookChanged {
    var english: String {
        let what = "the webhook …\(webhook.id.text.suffix(12)) of \(webhook.agency) to \(webhook.url)"
        if webhook.removedAt != nil { return "\(by) removed \(what)" }
        if let suspension = webhook.suspension { return "\(by) suspended \(what): \(suspension.reason)" }
        return "\(by) entered \(what)" + (secretSet ? ", with a new signing key" : "")
    }
}

extension Retired {
    var english: String {
        let what = part == .bytes ? "the contents" : "subjects and remarks"
        return
            "\(by) retired \(what) of \(documents.count) packets that had ended before \(endedBefore.shown), as the policy says"
    }
}

extension DutyEscalated {
    var english: String {
        let who = told.filter { !$0.by.isEmpty }.map { told in
            "\(told.agency ?? "the operators") (\(told.by.map(\.name.en).joined(separator: ", ")))"
        }
        let whom = who.isEmpty ? "" : "; told \(who.joined(separator: ", "))"
        return "\(duty.name.en) of \(document.short) at \(recipient), due \(dueAt.shown): step \(step)\(whom)"
    }
}

extension DutyPlanChanged {
    var english: String {
        let years = years.map { "\($0.number)\($0.isProvisional ? " (provisional)" : "")" }.joined(separator: ", ")
        return
            "deadlines go by the working calendar \(digest.prefix(12))…: \(years.isEmpty ? "no year" : "years \(years)"), \(holidays) holidays, \(makeUpDays) days worked instead; steps \(ladder.joined(separator: ", "))"
    }
}

extension ReminderMailed {
    var english: String {
        let whom = agency ?? "the operators"
        let why = reason.map { ": \($0)" } ?? ""
        return switch outcome {
        case .sent: "mailed a reminder of \(steps) duties to \(whom)"
        case .refused: "the mail server refused a reminder of \(steps) duties to \(whom)\(why)"
        case .abandoned: "gave up mailing a reminder of \(steps) duties to \(whom)\(why)"
        }
    }
}

extension DestinationPaused {
    var english: String { "\(by) paused sending to \(destination.english): \(reason)" }
}

extension DestinationReleased {
    var english: String { "\(by) resumed sending to \(destination.english)" + (reason.isEmpty ? "" : ": \(reason)") }
}

extension Destination {
    fileprivate var english: String {
        switch self {
        case .axis: "the national axis"
        case .agency(let id): id
        }
    }
}
