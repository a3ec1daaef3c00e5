package store

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
)

// Look is the same store with another picture: what somebody saw when they last
// looked, so that the next look can say what has changed. who names the person
// and through what they looked ("brief jdoe"). It is read and written as the last
// picture is: one that is damaged is ignored, one of a later daybrief left alone.
func (s *Store) Look(who string) *Store {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(who))))
	look := *s
	look.picture = filepath.Join(filepath.Dir(s.picture), "look-"+s.tenant[:16]+"-"+hex.EncodeToString(sum[:])[:8]+".gz")
	return &look
}
