import EdXML
import SignedXML

extension Bilingual {
    package subscript(_ language: Language) -> String { language == .vi ? vi : en }
}
