class Daybrief < Formula
  desc "What needs you now in ConnectWise PSA, and why; a terminal dashboard"
  homepage "https://daybrief.example"
  version "{{.Version}}"
  on_macos do
    on_arm do
      url "{{.Base}}/daybrief-{{.Version}}-darwin-arm64.tar.gz"
      sha256 "{{.darwin_arm64}}"
    end{{if .darwin_amd64}}
    on_intel do
      url "{{.Base}}/daybrief-{{.Version}}-darwin-amd64.tar.gz"
      sha256 "{{.darwin_amd64}}"
    end{{end}}
  end
  on_linux do{{if .linux_arm64}}
    on_arm do
      url "{{.Base}}/daybrief-{{.Version}}-linux-arm64.tar.gz"
      sha256 "{{.linux_arm64}}"
    end{{end}}{{if .linux_amd64}}
    on_intel do
      url "{{.Base}}/daybrief-{{.Version}}-linux-amd64.tar.gz"
      sha256 "{{.linux_amd64}}"
    end{{end}}
  end

  def install
    bin.install "daybrief"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/daybrief.bash" => "daybrief"
    zsh_completion.install "completions/_daybrief"
    fish_completion.install "completions/daybrief.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/daybrief version")
    system bin/"daybrief", "brief", "--demo"
  end
end
