package pack

import (
	"bytes"
	"encoding/hex"
	"fmt"

	"filippo.io/age"
)

// seal makes the sealed part: a zip file of the same form as the pack, with
// the key, the names, the full report and the raw lines, encrypted to every
// recipient.
func (p *published) seal(in Input) ([]byte, error) {
	report, err := encode(in.Report)
	if err != nil {
		return nil, err
	}
	lines, err := p.rawLines()
	if err != nil {
		return nil, err
	}
	names, err := p.namesFile()
	if err != nil {
		return nil, err
	}
	files := []file{
		{"key.txt", []byte(hex.EncodeToString(in.Key) + "\n")},
		{"lines.jsonl", lines},
		{"names.jsonl", names},
		{"report.json", report},
	}
	size := 0
	for _, f := range files {
		size += len(f.data)
	}
	if size > MaxSealed {
		return nil, fmt.Errorf("%w: the sealed part has %d bytes", ErrSize, size)
	}
	return encrypt(files, in.Recipients)
}

func encrypt(files []file, to []age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to...)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	if err := writeZip(w, files); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return b.Bytes(), nil
}

// namesFile lists what every pseudonym stands for.
func (p *published) namesFile() ([]byte, error) {
	var b bytes.Buffer
	for _, n := range p.masker.names() {
		one, err := encodeLine(n)
		if err != nil {
			return nil, err
		}
		b.Write(one)
	}
	return b.Bytes(), nil
}
