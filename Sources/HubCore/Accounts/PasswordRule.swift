import Crypto
import Foundation
import SignedXML

/// What a password must be (NIST SP 800-63B-4, 3.1.1.2): long enough, and not one that others would try first. Nothing is
/// asked of its characters.
package enum PasswordRule {
    /// In Unicode code points, after normalisation.
    package static let length = 12...256

    /// The form in which a password is counted, compared and hashed: NFC, so that every keyboard's `ế` is one.
    package static func normalized(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    /// What is wrong with a password; `nil` when it may be used.
    /// - Parameters:
    ///   - words: what belongs to the person and the hub: ``Account/words``, names of the agencies.
    ///   - isBreached: whether the SHA-1 of a password is on a list of breached ones.
    package static func flaw(
        of password: String, notMadeOf words: [String], isBreached: ([UInt8]) throws -> Bool
    ) rethrows -> Finding? {
        let password = normalized(password)
        let count = password.unicodeScalars.count
        if count < length.lowerBound {
            return Finding(AccountRules.passwordShort, ["least": "\(length.lowerBound)", "count": "\(count)"])
        }
        if count > length.upperBound {
            return Finding(AccountRules.passwordLong, ["most": "\(length.upperBound)", "count": "\(count)"])
        }
        let folded = FoldedPassword(password)
        if folded.isMonotonous || folded.isMade(of: CommonPasswords.words) {
            return Finding(AccountRules.passwordCommon)
        }
        if folded.isMade(of: CommonPasswords.words.union(FoldedPassword.words(of: words + ["lienthong"]))) {
            return Finding(AccountRules.passwordPersonal)
        }
        if try isBreached(Array(Insecure.SHA1.hash(data: Array(password.utf8)))) {
            return Finding(AccountRules.passwordBreached)
        }
        return nil
    }

    /// The same, where there is no list of breached ones.
    package static func flaw(of password: String, notMadeOf words: [String]) -> Finding? {
        flaw(of: password, notMadeOf: words) { _ in false }
    }
}
