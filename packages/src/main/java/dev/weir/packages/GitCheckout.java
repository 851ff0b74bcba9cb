package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of one commit of a git repository, without its history.
 *
 * @param commit its full id
 */
record GitCheckout(Path folder, String commit) {
    static final String NEWEST = "HEAD";

    private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern SHORT_ID = Pattern.compile("[0-9a-f]{7,39}");
    private static final String NO_SUCH_REF = "couldn't find remote ref";

    /**
     * Fetches a tag, a branch or a commit into a folder that exists and is empty. A name that is both is the tag.
     *
     * @throws WeirException {@code PKG-010} with what git says
     */
    static GitCheckout of(GitProgram git, PackageEntryPlace place, String address, String revision, Path folder) {
        return new Work(git, place, address, git.credentials(address), folder).checkOut(revision);
    }

    /** Points a finding at the entry that asks for a repository. */
    interface PackageEntryPlace {
        Diagnostic locate(Diagnostic diagnostic);
    }

    private record Work(
            GitProgram git,
            PackageEntryPlace place,
            String address,
            Optional<GitCredentials> credentials,
            Path folder) {
        GitCheckout checkOut(String revision) {
            if (address.startsWith("-") || revision.startsWith("-")) {
                throw failed(revision, "an address or revision cannot start with \"-\"");
            }
            must(revision, "-c", "init.defaultBranch=main", "init", "--quiet");
            must(
                    revision,
                    "remote",
                    "add",
                    "origin",
                    credentials.map(GitCredentials::address).orElse(address));
            String target = fetch(revision);
            must(revision, "-c", "advice.detachedHead=false", "checkout", "--quiet", "--detach", target);
            String commit = must(revision, "rev-parse", "HEAD").strip();
            Installation.delete(folder.resolve(".git"));
            return new GitCheckout(folder, commit);
        }

        /** Fetches as little as the server allows; what to check out then. */
        private String fetch(String revision) {
            boolean id = FULL_ID.matcher(revision).matches();
            List<String> refs = id || revision.equals(NEWEST)
                    ? List.of(revision)
                    : List.of("refs/tags/" + revision, "refs/heads/" + revision);
            GitProgram.Outcome outcome = new GitProgram.Outcome(1, "", "");
            for (String ref : refs) {
                outcome = git.run(folder, credentials, "fetch", "--quiet", "--depth", "1", "--no-tags", "origin", ref);
                if (!outcome.failed()) {
                    return "FETCH_HEAD";
                }
                if (!id && !outcome.err().contains(NO_SUCH_REF)) {
                    throw failed(revision, outcome.err());
                }
            }
            if (id || SHORT_ID.matcher(revision).matches()) {
                // Servers need not hand out commits that no ref names, and never by a part of their id.
                GitProgram.Outcome all = git.run(
                        folder,
                        credentials,
                        "fetch",
                        "--quiet",
                        "--tags",
                        "origin",
                        "+refs/heads/*:refs/remotes/origin/*");
                String commit = revision + "^{commit}";
                if (!all.failed()
                        && !git.run(folder, "rev-parse", "--quiet", "--verify", commit)
                                .failed()) {
                    return commit;
                }
            }
            throw failed(revision, outcome.err().replace("refs/heads/" + revision, revision));
        }

        private String must(String revision, String... words) {
            GitProgram.Outcome outcome = git.run(folder, words);
            if (outcome.failed()) {
                throw failed(revision, outcome.err());
            }
            return outcome.out();
        }

        private WeirException failed(String revision, String said) {
            boolean ofRevision = said.contains(NO_SUCH_REF) || said.contains("not our ref");
            Diagnostic diagnostic = Diagnostic.of(
                            DiagnosticCode.PKG_010, "git could not fetch \"" + revision + "\" of \"" + address + "\"")
                    .inWordsOfDbt("Error checking out spec='" + (ofRevision ? revision : "None") + "' for repo "
                            + address + "\n" + said.strip())
                    .withHint(
                            ofRevision
                                    ? "See what there is with: git ls-remote " + address
                                    : "See whether git alone can reach it: git ls-remote " + address);
            return new WeirException(place.locate(diagnostic));
        }
    }

    /** A folder in it, or all of it. */
    Path part(Optional<String> subdirectory, PackageEntryPlace place) {
        if (subdirectory.isEmpty()) {
            return folder;
        }
        Path part = folder.resolve(subdirectory.get()).normalize();
        boolean inside;
        try {
            inside = part.startsWith(folder)
                    && java.nio.file.Files.isDirectory(part)
                    && part.toRealPath().startsWith(folder.toRealPath());
        } catch (java.io.IOException unreadable) {
            inside = false;
        }
        if (!inside) {
            throw new WeirException(place.locate(
                    Diagnostic.of(DiagnosticCode.PKG_010, "the repository has no folder \"" + subdirectory.get() + "\"")
                            .withHeadline(new Diagnostic.Headline(
                                    dev.weir.base.ErrorKind.RUNTIME,
                                    Optional.empty(),
                                    "Directory does not exist: \"" + subdirectory.get() + "\""))));
        }
        return part;
    }
}
