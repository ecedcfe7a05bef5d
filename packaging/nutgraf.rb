# A Homebrew formula. A release fills in the version and the sums of SHA256SUMS.
class Nutgraf < Formula
  desc "Summarize articles by extracting their best sentences, and audit drafts"
  homepage "https://github.com/nutgraf/nutgraf"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "#{homepage}/releases/download/v#{version}/nutgraf-v#{version}-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256_AARCH64_APPLE_DARWIN@"
    end
    on_intel do
      url "#{homepage}/releases/download/v#{version}/nutgraf-v#{version}-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256_X86_64_APPLE_DARWIN@"
    end
  end

  on_linux do
    on_arm do
      url "#{homepage}/releases/download/v#{version}/nutgraf-v#{version}-aarch64-unknown-linux-gnu.tar.gz"
      sha256 "@SHA256_AARCH64_UNKNOWN_LINUX_GNU@"
    end
    on_intel do
      url "#{homepage}/releases/download/v#{version}/nutgraf-v#{version}-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256_X86_64_UNKNOWN_LINUX_MUSL@"
    end
  end

  def install
    bin.install "nutgraf"
    man1.install Dir["man/*.1"]
    man5.install "man/nutgraf.toml.5"
    bash_completion.install "completions/nutgraf.bash" => "nutgraf"
    fish_completion.install "completions/nutgraf.fish"
    zsh_completion.install "completions/nutgraf.zsh" => "_nutgraf"
  end

  test do
    (testpath/"a.txt").write "The wall holds. The river rose."
    assert_equal "The wall holds.\nThe river rose.\n", shell_output("#{bin}/nutgraf sentences a.txt")
  end
end
