import EdXML
import HTTPTypes
import Hummingbird

/// What a caller prefers among what can be had (RFC 9110 §12.4, §12.5).
enum Preference {
    /// The first of `choices` that the header field likes best; `choices[0]` when it likes none or says nothing.
    ///
    /// - Parameters:
    ///   - field: `text/plain;q=0.5, application/json`.
    ///   - matches: whether a range of the field (in lower case, without parameters) means a choice.
    static func among<Choice>(_ choices: [Choice], _ field: String?, matches: (Choice, String) -> Bool) -> Choice {
        var best = (choice: choices[0], quality: 0.0)
        for range in (field ?? "").lowercased().split(separator: ",").prefix(32) {
            let parts = range.split(separator: ";").map { $0.trimming(while: \.isWhitespace) }
            let stated = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
            let quality = stated ?? 1
            guard let name = parts.first, quality > best.quality,
                let choice = choices.first(where: { matches($0, String(name)) })
            else { continue }
            best = (choice, quality)
        }
        return best.choice
    }
}

extension Substring {
    fileprivate func trimming(while predicate: (Character) -> Bool) -> Substring {
        var trimmed = drop(while: predicate)
        while let last = trimmed.last, predicate(last) { trimmed.removeLast() }
        return trimmed
    }
}

/// In which form an answer for people and programs is given.
enum AnswerForm: String, CaseIterable {
    case json, text

    /// `?format=`, else `Accept`; JSON when neither asks for text.
    /// - Throws: ``Refusal`` when `format` names no form.
    static func of(_ request: Request) throws -> AnswerForm {
        if let stated = request.uri.queryParameters.get("format") {
            guard let form = AnswerForm(rawValue: stated) else {
                throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "format=json|text"])
            }
            return form
        }
        return Preference.among([.json, .text], request.headers[.accept]) { form, range in
            switch form {
            case .json: ["application/json", "application/*", "*/*"].contains(range)
            case .text: ["text/plain", "text/*"].contains(range)
            }
        }
    }
}

extension Language {
    /// `?lang=`, else `Accept-Language`; Vietnamese when neither asks for English.
    /// - Throws: ``Refusal`` when `lang` names no language of the hub.
    static func of(_ request: Request) throws -> Language {
        if let stated = request.uri.queryParameters.get("lang") {
            guard let language = Language(rawValue: stated) else {
                throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "lang=vi|en"])
            }
            return language
        }
        return preferred(by: request)
    }

    /// As `Accept-Language` says; Vietnamese when it does not like English better.
    package static func preferred(by request: Request) -> Language {
        Preference.among([.vi, .en], request.headers[.acceptLanguage]) { language, range in
            range == language.rawValue || range.hasPrefix(language.rawValue + "-")
        }
    }
}
