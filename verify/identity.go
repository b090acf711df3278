package verify

import (
	"bytes"
	"errors"
	"io"

	"filippo.io/age"
	"filippo.io/age/agessh"
)

// maxIdentities bounds a file of private keys.
const maxIdentities = 64 << 10

// Identities reads private keys: of age ("AGE-SECRET-KEY-…"), one on each
// line, where empty lines and those that begin with # do not count; or one of
// ssh (ed25519 or RSA, PEM, without a passphrase).
func Identities(r io.Reader) ([]age.Identity, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxIdentities+1))
	switch {
	case err != nil:
		return nil, err
	case len(b) > maxIdentities:
		return nil, errors.New("too large for a file of keys")
	case bytes.HasPrefix(bytes.TrimSpace(b), []byte("-----BEGIN")):
		id, err := agessh.ParseIdentity(b)
		if err != nil {
			return nil, err
		}
		return []age.Identity{id}, nil
	}
	return age.ParseIdentities(bytes.NewReader(b))
}
