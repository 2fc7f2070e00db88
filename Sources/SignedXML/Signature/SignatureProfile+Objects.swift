/// What may stand in a signature beside the profile's core: `Object` elements, and references that have a `Type`.
extension SignatureProfile {
    /// None is accepted: an `Object` is not part of the document, so whoever read it would read what nobody has to sign.
    func acceptObjects(_ objects: [SignatureNode]) throws {
        guard objects.isEmpty else { throw SignatureDeparture(SignatureRules.object) }
    }
}
