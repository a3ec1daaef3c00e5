// Package secret finds and keeps the private key.
//
// It is looked for in the variable DAYBRIEF_PRIVATE_KEY, then with the command or
// in the file that the settings name, then where Save put it: in the keyring of
// the system or in a file of our own beside the settings. Whatever is found comes with its source, for
// people to see. A file that others can read is refused, not used.
//
// The package imports model and internal/ownfile, and reads its environment,
// clock limits and keyring from Options. Read keystore.go first.
package secret
