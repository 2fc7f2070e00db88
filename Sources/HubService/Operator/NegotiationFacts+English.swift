import HubCore
import SignedXML

extension Match {
    /// Nothing where the packet named its document outright.
    var english: String {
        let isSure = [.docID, .documentID, .naturalKey].contains(quality)
        let words =
            (isSure ? [] : ["matched by \(quality.name.en)"]) + (disagrees ?? []).map { "another \($0)" }
        return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    }
}

extension StatusRecorded {
    var englishOfMatch: String {
        let who = by.map { ", matched by \($0)" } ?? ""
        return "\(status.english) that waited has found \(document.short)\(who)\(match?.english ?? "")"
    }
}

extension StatusParked {
    var english: String {
        let what = "\(status.english) by \(replier)"
        switch because ?? .unknown {
        case .unknown: return "\(what) is parked: there is no document \(about.code) yet"
        case .ambiguous: return "\(what) is parked: it fits \(candidates?.count ?? 0) documents \(about.code)"
        case .notConcerned: return "\(what) is parked: \(replier) has no part in \(about.code)"
        case .unclear: return "\(what) is parked: it may answer either of two requests about \(about.code)"
        }
    }
}

extension Related {
    var english: String {
        let change = changesDocument == true ? ", changing its description" : ""
        return "\(packet.short) is a \(kind.name.en) of \(document.short)\(change)\(match.english)"
    }
}

extension Requested {
    var english: String {
        let why = reason.isEmpty ? "" : ": \(reason)"
        switch (kind, state) {
        case (.recall, .takenBack):
            return "\(document.short) had not left for \(recipient), and was taken back at once\(why)"
        case (.recall, _): return "\(recipient) is asked to give \(document.short) back\(why)"
        case (.update, .takenBack): return "\(recipient) holds \(document.short) no more, and needs no update"
        case (.update, _): return "\(recipient) is told of an update to \(document.short)\(why)"
        }
    }
}

extension Negotiated {
    var english: String {
        let race = over.map { ", though \($0) was stated" } ?? ""
        let said = (status?.description ?? "").isEmpty ? "" : " “\(status?.description ?? "")”"
        return "the request \(request.short) about \(document.short): \(state.name(kind).en)\(said)\(race)"
    }
}

extension Addressed {
    var english: String {
        let whom = deliveries.map(\.recipient).joined(separator: ", ")
        return document == because
            ? "\(document.short) goes to \(whom) too, whom it concerns"
            : "\(document.short) goes to \(whom) too, as \(because.short) says"
    }
}

extension RequestParked {
    var english: String {
        let name = request.about.code.isEmpty ? request.about.documentID ?? "–" : request.about.code
        return "the \(request.kind.name.en) \(message.short) of \(name) is parked: \(because.name.en)"
    }
}

extension RequestMatched {
    var english: String {
        "the packet \(message.short) that waited has found \(document.short)" + (by.map { ", matched by \($0)" } ?? "")
    }
}
