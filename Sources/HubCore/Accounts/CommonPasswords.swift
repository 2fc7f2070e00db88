/// The words of which the passwords are made that are tried first.
///
/// `common-passwords.txt` beside this file: a word a line, lower case, without diacritics, digits or signs, which are taken away
/// before anybody looks here; a line that begins with `#` is a remark.
enum CommonPasswords {
    static let words: Set<String> = Set(
        String(decoding: PackageResources.common_passwords_txt, as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init))
}
