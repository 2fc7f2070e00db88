import EdXML

extension Int {
    /// With the thousands apart: `12.345`, `12,345`.
    func formatted(in language: Language) -> String {
        var (digits, text) = (String(magnitude)[...], "")
        while digits.count > 3 {
            text = (language == .vi ? "." : ",") + digits.suffix(3) + text
            digits = digits.dropLast(3)
        }
        return (self < 0 ? "-" : "") + digits + text
    }
}
