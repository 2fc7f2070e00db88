// Checks a hub's log with tools that are not the hub's: golang.org/x/mod/sumdb/tlog and note.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run log_verifier.go URL KEY [CHECKPOINT-FILE …] < token
//
// Every entry must be the one under its leaf and be proven to be in the tree of the newest head; the trees of several
// earlier sizes, and of the heads kept in files, must be its beginnings. The token, if any, comes on the standard input.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type hub struct {
	url, token string
	tiles      map[tlog.Tile][]byte
}

func (h hub) get(path string) ([]byte, error) {
	request, err := http.NewRequest("GET", h.url+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	if h.token != "" {
		request.Header.Set("Authorization", "Bearer "+h.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}

// sumdb's tiles state their height in the address, and call entries data.
func path(tile tlog.Tile) string {
	return strings.Replace(strings.Replace(tile.Path(), "tile/8/", "tile/", 1), "tile/data/", "tile/entries/", 1)
}

func (h hub) Height() int { return 8 }

func (h hub) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		hashes, known := h.tiles[tile]
		if !known {
			fetched, err := h.get(path(tile))
			if err != nil {
				return nil, err
			}
			hashes = fetched
		}
		all = append(all, hashes)
	}
	return all, nil
}

// Only tiles that were found to be of the head's tree come here.
func (h hub) SaveTiles(tiles []tlog.Tile, hashes [][]byte) {
	for i, tile := range tiles {
		h.tiles[tile] = hashes[i]
	}
}

// A head that is signed with the key.
func head(text []byte, key note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(key))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		log.Fatal("not a checkpoint of ", key.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != tlog.HashSize || len(root) != tlog.HashSize {
		log.Fatal("a root of ", len(root), " bytes")
	}
	return tree
}

func entries(h hub, size int64) (all [][]byte) {
	for first := int64(0); first < size; first += 256 {
		width := 256
		if size-first < 256 {
			width = int(size - first)
		}
		bundle, err := h.get(path(tlog.Tile{H: 8, L: -1, N: first / 256, W: width}))
		check(err)
		for i := 0; i < width; i++ {
			length := int(binary.BigEndian.Uint16(bundle))
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
		if len(bundle) > 0 {
			log.Fatal("a bundle is longer than its entries")
		}
	}
	return all
}

func main() {
	log.SetFlags(0)
	token, err := io.ReadAll(os.Stdin)
	check(err)
	h := hub{strings.TrimSuffix(os.Args[1], "/"), strings.TrimSpace(string(token)), map[tlog.Tile][]byte{}}
	key, err := note.NewVerifier(os.Args[2])
	check(err)
	text, err := h.get("checkpoint")
	check(err)
	tree := head(text, key)
	reader := tlog.TileHashReader(tree, h)

	all := entries(h, tree.N)
	var proofs int
	for i, entry := range all {
		proof, err := tlog.ProveRecord(tree.N, int64(i), reader)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), tlog.RecordHash(entry)))
		proofs++
	}

	older := map[int64]tlog.Hash{}
	for _, size := range []int64{1, 2, 3, 255, 256, 257, 511, 512, tree.N / 3, tree.N / 2, tree.N - 1} {
		if 0 < size && size < tree.N {
			older[size], err = tlog.TreeHash(size, reader)
			check(err)
		}
	}
	for _, file := range os.Args[3:] {
		text, err := os.ReadFile(file)
		check(err)
		kept := head(text, key)
		older[kept.N] = kept.Hash
	}
	for size, root := range older {
		proof, err := tlog.ProveTree(tree.N, size, reader)
		check(err)
		check(tlog.CheckTree(proof, tree.N, tree.Hash, size, root))
	}
	fmt.Printf("%d entries, %d proofs, %d earlier trees\n", len(all), proofs, len(older))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
