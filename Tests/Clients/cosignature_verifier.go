// Checks a head's cosignatures with tools that are not the hub's: golang.org/x/mod/sumdb/note and crypto/ed25519.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run cosignature_verifier.go FILE KEY WITNESS-KEY …
//
// The file holds what /log/witnessed gave. Every key named must have signed it: the hub's as a note, the witnesses' as C2SP
// tlog-cosignature says (cosignature/v1).
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

const algorithm = 4

type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }

func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signature))
	return ed25519.Verify(w.key, append([]byte(head), text...), signature[8:])
}

func newWitness(key string) witness {
	parts := strings.SplitN(key, "+", 3)
	if len(parts) != 3 {
		log.Fatal("not a key: ", key)
	}
	bytes, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	if len(bytes) != 1+ed25519.PublicKeySize || bytes[0] != algorithm {
		log.Fatal("not a key of a witness: ", key)
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), bytes...))
	if fmt.Sprintf("%x", sum[:4]) != parts[1] {
		log.Fatal("the hash does not fit: ", key)
	}
	return witness{parts[0], binary.BigEndian.Uint32(sum[:]), bytes[1:]}
}

func main() {
	log.SetFlags(0)
	text, err := os.ReadFile(os.Args[1])
	check(err)
	hub, err := note.NewVerifier(os.Args[2])
	check(err)
	verifiers := []note.Verifier{hub}
	for _, key := range os.Args[3:] {
		verifiers = append(verifiers, newWitness(key))
	}
	opened, err := note.Open(text, note.VerifierList(verifiers...))
	check(err)
	if len(opened.Sigs) != len(verifiers) {
		log.Fatal("of ", len(verifiers), " keys ", len(opened.Sigs), " have signed")
	}
	fmt.Printf("%d witnesses\n", len(opened.Sigs)-1)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
