// Check the logs of a vittne release with Go's own packages for such logs, which are not by vittne's
// authors: the ones by which Go checks every module that it downloads.
//
// On Debian or Ubuntu:
//
//	sudo apt-get install golang-go golang-golang-x-mod-dev
//	export GO111MODULE=off GOPATH=/usr/share/gocode
//	go run check_log.go log KEY log/claims
//
// Elsewhere, in a folder with this file alone:
//
//	go mod init check && go get golang.org/x/mod && go run check_log.go ...
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const usage = `Usage:
  check_log log KEY FOLDER             the signature, every tile and every entry of a log
  check_log proof KEY FOLDER PROOF...  that the log has an entry, by a proof; prints the entry
  check_log appended KEY OLD NEW       that the log in NEW is the one in OLD, and only appended to;
                                       prints the consistency proof

KEY is a line of log/keys.txt, better one that you got elsewhere.
`

const height = 8 // 2^8 hashes a tile

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "wrong:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 3 {
		return misused()
	}
	key, err := note.NewVerifier(arguments[1])
	if err != nil {
		return fmt.Errorf("the key: %w", err)
	}
	rest := arguments[2:]
	switch {
	case arguments[0] == "log" && len(rest) == 1:
		return checkLog(key, folder(rest[0]))
	case arguments[0] == "proof" && len(rest) > 1:
		return checkProofs(key, folder(rest[0]), rest[1:])
	case arguments[0] == "appended" && len(rest) == 2:
		return checkAppended(key, folder(rest[0]), folder(rest[1]))
	}
	return misused()
}

func misused() error {
	fmt.Fprint(os.Stderr, usage)
	return errors.New("these arguments are none of that")
}

// checkLog looks at everything that is in a log.
func checkLog(key note.Verifier, log folder) error {
	tree, _, err := log.whole(key)
	if err != nil {
		return err
	}
	fmt.Printf("ok: %s, %d entries, root %s = %x\n", key.Name(), tree.N, tree.Hash, tree.Hash[:])
	return nil
}

// checkProofs checks proofs of the form c2sp.org/tlog-proof@v1 of entries of a log.
func checkProofs(key note.Verifier, log folder, paths []string) error {
	now, err := log.tree(key)
	if err != nil {
		return err
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		index, proof, checkpoint, err := readProof(string(text))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		tree, err := openCheckpoint(key, []byte(checkpoint))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if index >= now.N {
			return fmt.Errorf("%s: %s has no entry %d", path, log, index)
		}
		entries, err := log.entries(now, index>>height)
		if err != nil {
			return err
		}
		entry := entries[index&(1<<height-1)]
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Printf("ok: entry %d of %d: %s\n", index, tree.N, shown(entry))
	}
	return nil
}

// checkAppended checks that a log has all that an older state of it had, in the same order.
func checkAppended(key note.Verifier, before, after folder) error {
	old, err := before.tree(key)
	if err != nil {
		return err
	}
	tree, hashes, err := after.whole(key)
	if err != nil {
		return err
	}
	var proof tlog.TreeProof
	if old.N > 0 {
		if proof, err = tlog.ProveTree(tree.N, old.N, hashes); err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
			return err
		}
	}
	fmt.Printf("ok: %d entries, then %d\n", old.N, tree.N)
	for _, hash := range proof {
		fmt.Println(hash)
	}
	return nil
}

// folder is where the files of a log are.
type folder string

func (log folder) read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(log), filepath.FromSlash(path)))
}

// tree returns what the signed checkpoint of a log says.
func (log folder) tree(key note.Verifier) (tlog.Tree, error) {
	text, err := log.read("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := openCheckpoint(key, text)
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("%s: checkpoint: %w", log, err)
	}
	return tree, nil
}

// whole makes the tree anew from the entries, and returns it where the root is the signed one and
// every tile the one of this tree. No tile is trusted on the way.
func (log folder) whole(key note.Verifier) (tlog.Tree, tlog.HashReader, error) {
	tree, err := log.tree(key)
	if err != nil {
		return tree, nil, err
	}
	var stored memory
	for n := int64(0); n<<height < tree.N; n++ {
		entries, err := log.entries(tree, n)
		if err != nil {
			return tree, nil, err
		}
		for i, entry := range entries {
			made, err := tlog.StoredHashes(n<<height+int64(i), entry, stored)
			if err != nil {
				return tree, nil, err
			}
			stored = append(stored, made...)
		}
	}
	if tree.N > 0 {
		root, err := tlog.TreeHash(tree.N, stored)
		if err != nil {
			return tree, nil, err
		}
		if root != tree.Hash {
			return tree, nil, fmt.Errorf("%s: the entries have the root %s", log, root)
		}
	}
	return tree, stored, log.checkTiles(tree, stored)
}

// checkTiles holds every tile against the hashes of the tree.
func (log folder) checkTiles(tree tlog.Tree, hashes tlog.HashReader) error {
	for level := 0; tree.N>>(height*level) > 0; level++ {
		size := tree.N >> (height * level)
		for n := int64(0); n<<height < size; n++ {
			tile := tlog.Tile{H: height, L: level, N: n, W: width(size, n)}
			made, err := tlog.ReadTileData(tile, hashes)
			if err != nil {
				return err
			}
			data, err := log.read(pathOf(tile))
			if err != nil {
				return err
			}
			if !bytes.Equal(made, data) {
				return fmt.Errorf("%s: %s is not the one of the tree", log, pathOf(tile))
			}
		}
	}
	return nil
}

// memory has the hashes of a tree in the order of their indexes: a tlog.HashReader.
type memory []tlog.Hash

func (hashes memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(hashes)) {
			return nil, errors.New("there is no such hash")
		}
		found[i] = hashes[index]
	}
	return found, nil
}

// entries returns the entries of a bundle.
func (log folder) entries(tree tlog.Tree, n int64) ([][]byte, error) {
	tile := tlog.Tile{H: height, L: -1, N: n, W: width(tree.N, n)}
	data, err := log.read(pathOf(tile))
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for len(data) >= 2 {
		end := 2 + int(binary.BigEndian.Uint16(data))
		if end > len(data) {
			break
		}
		found = append(found, data[2:end])
		data = data[end:]
	}
	if len(data) > 0 || len(found) != tile.W {
		return nil, fmt.Errorf("%s: %s does not have %d entries", log, pathOf(tile), tile.W)
	}
	return found, nil
}

// width returns how many of `size` hashes or entries are in tile n.
func width(size, n int64) int {
	if rest := size - n<<height; rest < 1<<height {
		return int(rest)
	}
	return 1 << height
}

// pathOf returns the path of a tile as c2sp.org/tlog-tiles writes it. Go's own has the height in it,
// and another word for entries.
func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// openCheckpoint returns what a checkpoint says that was signed by the log that it is of.
func openCheckpoint(key note.Verifier, text []byte) (tlog.Tree, error) {
	signed, err := note.Open(text, note.VerifierList(key))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		return tlog.Tree{}, errors.New("it is no checkpoint of " + key.Name())
	}
	size, err := number(lines[1])
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return tlog.Tree{}, err
	}
	if size == 0 && root != sha256.Sum256(nil) {
		return tlog.Tree{}, errors.New("the root is not that of an empty tree")
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

func readProof(text string) (index int64, proof tlog.RecordProof, checkpoint string, err error) {
	parts := strings.SplitN(text, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(lines) > 1 && strings.HasPrefix(lines[1], "extra ") {
		lines = append(lines[:1], lines[2:]...) // signed by nobody
	}
	if len(parts) < 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" ||
		!strings.HasPrefix(lines[1], "index ") {
		return 0, nil, "", errors.New("this is no c2sp.org/tlog-proof@v1")
	}
	if index, err = number(strings.TrimPrefix(lines[1], "index ")); err != nil {
		return 0, nil, "", err
	}
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return 0, nil, "", err
		}
		proof = append(proof, hash)
	}
	return index, proof, parts[1], nil
}

// number reads a number of which there is one spelling.
func number(text string) (int64, error) {
	found, err := strconv.ParseInt(text, 10, 64)
	if err != nil || found < 0 || strconv.FormatInt(found, 10) != text {
		return 0, errors.New("this is no number: " + strconv.Quote(text))
	}
	return found, nil
}

// shown returns an entry as text where it is one that a terminal can show, else in hexadecimal.
func shown(entry []byte) string {
	text := string(entry)
	hidden := func(letter rune) bool { return !unicode.IsPrint(letter) }
	if utf8.ValidString(text) && strings.IndexFunc(text, hidden) < 0 {
		return text
	}
	return fmt.Sprintf("%x", entry)
}
