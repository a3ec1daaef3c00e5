package secret

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"daybrief/internal/ownfile"
	"daybrief/model"

	"daybrief/internal/environ"
)

// Removal is what came of removing a key, in words for people.
type Removal struct {
	Removed []string // the places it was in: "the keyring (acme@na.example.net)"
	// Kept are sentences about keys that are not ours to remove.
	Kept []string
	// Failed are sentences about places that could not be cleared.
	Failed []string
}

// Remove takes the key out of every store that Save may have put it into, and
// tells. One store that fails does not spare the other.
func (k *KeyStore) Remove(ctx context.Context) Removal {
	var r Removal
	if err := k.alone(ctx, func() error {
		k.removeRing(ctx, &r)
		k.removeFile(&r)
		return nil
	}); err != nil {
		r.Failed = append(r.Failed, "The stores can't be cleared: "+err.Error()+".")
	}
	if environ.Lookup(k.o.Environ, k.o.Word.Variable) != "" {
		r.Kept = append(r.Kept, "The variable "+k.o.Word.Variable+" still holds a key: unset it where it is set.")
	}
	if len(k.o.Command) > 0 {
		r.Kept = append(r.Kept, "The program "+model.Disarmed(k.o.Command[0])+" ("+k.o.Word.Setting+"_command) still gives a key out.")
	}
	if k.o.File != "" {
		r.Kept = append(r.Kept, "The file "+model.Disarmed(k.o.File)+" ("+k.o.Word.Setting+"_file) is your own and was left alone.")
	}
	return r
}

func (k *KeyStore) removeRing(ctx context.Context, r *Removal) {
	if k.o.Account == "" {
		return
	}
	err := k.ring.call(ctx, func() error { return k.o.Ring.Forget(service, k.o.Account) })
	var u *Unavailable
	switch {
	case err == nil:
		r.Removed = append(r.Removed, "the keyring ("+model.Disarmed(k.o.Account)+")")
	case errors.Is(err, ErrNotStored), errors.As(err, &u) && u.How == RingAbsent:
	default:
		r.Failed = append(r.Failed, "The keyring could not be cleared, so a key that is in it still is: "+model.Disarmed(err.Error())+".")
	}
}

func (k *KeyStore) removeFile(r *Removal) {
	if k.o.Store == "" {
		return
	}
	path := model.Disarmed(k.o.Store)
	info, err := os.Lstat(k.o.Store)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		r.Failed = append(r.Failed, path+" can't be looked at.")
	case !info.Mode().IsRegular():
		r.Failed = append(r.Failed, path+" is not a file that daybrief made (a folder or a link): remove it yourself.")
	default:
		if err := ownfile.Remove(k.o.Store); err != nil {
			r.Failed = append(r.Failed, model.Disarmed(err.Error())+".")
		} else {
			r.Removed = append(r.Removed, "the file "+path)
		}
	}
	if err := ownfile.Sweep(k.o.Store); err != nil {
		r.Failed = append(r.Failed, fmt.Sprintf("A temporary file beside %s can't be removed.", path))
	}
}
