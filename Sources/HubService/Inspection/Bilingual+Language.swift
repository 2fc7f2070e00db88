import EdXML
import SignedXML

extension Bilingual {
    subscript(_ language: Language) -> String { language == .vi ? vi : en }
}
