//go:build windows || darwin

package secret

// reachable has nothing to ask: the keyring is part of the system.
func reachable() error { return nil }
