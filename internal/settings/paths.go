package settings

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

// Env looks up an environment variable; empty and absent are the same.
type Env func(name string) string

// Path is where the configuration is: the flag, else DAYBRIEF_CONFIG, else the
// user's configuration folder. own is true in that last case. Nothing is taken
// from the current directory unless the person named it.
func Path(flag string, env Env) (path string, own bool, err error) {
	for _, named := range []string{flag, env("DAYBRIEF_CONFIG")} {
		if named != "" {
			path, err = filepath.Abs(Expand(named, env))
			return path, false, err
		}
	}
	dir, err := configFolder(env)
	if err != nil {
		return "", false, err
	}
	return filepath.Join(dir, "daybrief", "config.toml"), true, nil
}

// Expand replaces a leading ~ in a path by the home folder.
func Expand(path string, env Env) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && home(env) != "" {
		return filepath.Join(home(env), rest)
	}
	return path
}

func home(env Env) string {
	if runtime.GOOS == "windows" {
		return env("USERPROFILE")
	}
	return env("HOME")
}

// configFolder is os.UserConfigDir with the environment as an argument.
func configFolder(env Env) (string, error) {
	switch runtime.GOOS {
	case "windows":
		return absolute("AppData", env("AppData"))
	case "darwin":
		return under(env, "Library", "Application Support")
	}
	if dir := env("XDG_CONFIG_HOME"); dir != "" {
		return absolute("XDG_CONFIG_HOME", dir)
	}
	return under(env, ".config")
}

// StateFolder is where daybrief leaves reports: $XDG_STATE_HOME/daybrief or its
// like on other systems.
func StateFolder(env Env) (string, error) {
	dir, err := stateParent(env)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "daybrief"), nil
}

func stateParent(env Env) (string, error) {
	switch runtime.GOOS {
	case "windows":
		return absolute("LocalAppData", env("LocalAppData"))
	case "darwin":
		return under(env, "Library", "Logs")
	}
	if dir := env("XDG_STATE_HOME"); dir != "" {
		return absolute("XDG_STATE_HOME", dir)
	}
	return under(env, ".local", "state")
}

func under(env Env, parts ...string) (string, error) {
	h := home(env)
	if h == "" {
		return "", errors.New("HOME is not set: say where the configuration is with --config FILE or DAYBRIEF_CONFIG")
	}
	dir, err := absolute("HOME", h)
	return filepath.Join(append([]string{dir}, parts...)...), err
}

func absolute(name, dir string) (string, error) {
	if dir == "" {
		return "", fmt.Errorf("%s is not set: say where the configuration is with --config FILE or DAYBRIEF_CONFIG", name)
	}
	if !filepath.IsAbs(dir) {
		return "", fmt.Errorf("%s must be a whole path", name)
	}
	return dir, nil
}
