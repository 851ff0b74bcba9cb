"""The cases of `dbt deps`: name ⇒ files of the project, further files to take over it, steps.

Steps: `dbt WORDS`, `env NAME=VALUE`, `take FOLDER` (copies its files over the project), `remove PATH`, `offline`, `show FILE`.
Texts are compared as printed; steps with json compare events.
"""

# said by every command, or holding durations
OTHER_EVENTS = {"CommandCompleted", "ResourceReport", "MainTrackingUserState", "MainReportArgs", "MainReportVersion",
                "SendEventFailure", "TrackingInitializeFailure", "PluginLoadError", "MainStackTrace", "FlagSet"}

PROJECT = "name: {0}\nversion: '1.0'\nconfig-version: 2\n"


def packages(text):
    return {"packages.yml": "packages:\n" + text}


def local(path, name, more=None):
    return {f"{path}/dbt_project.yml": PROJECT.format(name), **(more or {})}


CASES = {
    "nothing": {"files": {}},
    "nothing_listed": {"files": {"packages.yml": "packages: []\n"}},
    "local": {"files": {**packages("  - local: tools\n"), **local("tools", "handy")}, "steps": ["dbt deps", "dbt deps"]},
    "local_missing": {"files": packages("  - local: ../nothing\n")},
    "local_transitive": {"files": {
        **packages("  - local: a\n"), **local("a", "a", {
            "a/packages.yml": "packages:\n  - local: b\n"}), **local("b", "b")}},
    "local_twins": {"files": {**packages("  - local: a\n  - local: b\n"), **local("a", "twin"), **local("b", "twin")}},
    "local_root_name": {"files": {**packages("  - local: a\n"), **local("a", "shop")}},
    "hub": {"files": packages("  - package: acme/tools\n    version: 1.1.0\n"), "steps": ["dbt deps", "dbt deps"]},
    "hub_json": {"files": packages("  - package: acme/tools\n    version: 1.1.0\n"),
                 "steps": ["dbt --log-format json --log-level debug deps"]},
    "hub_newest": {"files": packages("  - package: acme/tools\n    version: 1.1.1\n")},
    "hub_range": {"files": packages("  - package: acme/tools\n    version: [\">=1.0.0\", \"<1.1.1\"]\n")},
    "hub_range_text": {"files": packages("  - package: acme/tools\n    version: \">=0.9.0,<1.1.0\"\n")},
    "hub_float": {"files": packages("  - package: acme/tools\n    version: 1.0\n")},
    "hub_prerelease_asked": {"files": packages(
        "  - package: acme/tools\n    version: [\">=1.0.0\", \"<2.0.0\"]\n    install-prerelease: true\n")},
    "hub_prerelease_only": {"files": packages("  - package: acme/beta\n    version: [\">=0.0.1\", \"<1.0.0\"]\n")},
    "hub_prerelease_pinned": {"files": packages("  - package: acme/beta\n    version: 0.1.0-b1\n")},
    "hub_no_match": {"files": packages("  - package: acme/tools\n    version: [\">=5.0.0\", \"<6.0.0\"]\n")},
    "hub_no_version": {"files": packages("  - package: acme/tools\n    version: 7.7.7\n")},
    "hub_bad_version": {"files": packages("  - package: acme/tools\n    version: latest\n")},
    "hub_without_version": {"files": packages("  - package: acme/tools\n")},
    "hub_unknown": {"files": packages("  - package: acme/tolls\n    version: 1.0.0\n")},
    "hub_other_dbt": {"files": packages("  - package: acme/future\n    version: 1.0.0\n")},
    "hub_other_dbt_unchecked": {"files": packages("  - package: acme/future\n    version: 1.0.0\n"),
                                "steps": ["dbt deps --no-version-check"]},
    "hub_transitive": {"files": packages(
        "  - package: acme/dates\n    version: 0.2.0\n  - package: acme/tools\n    version: [\">=0.9.0\", \"<2.0.0\"]\n")},
    "hub_transitive_conflict": {"files": packages(
        "  - package: acme/dates\n    version: 0.3.0\n  - package: acme/tools\n    version: 1.0.0\n")},
    "hub_conflict": {"files": packages(
        "  - package: acme/tools\n    version: 1.1.0\n  - package: acme/tools\n    version: 1.0.0\n")},
    "hub_circle": {"files": packages("  - package: acme/ping\n    version: 1.0.0\n")},
    "hub_twin_names": {"files": packages(
        "  - package: acme/tools\n    version: 1.0.0\n  - package: other/tools\n    version: 1.0.0\n")},
    "hub_redirect": {"files": packages("  - package: old/tools\n    version: 1.0.0\n")},
    "hub_broken_json": {"files": packages("  - package: odd/broken\n    version: 1.0.0\n")},
    "hub_nameless": {"files": packages("  - package: odd/nameless\n    version: 1.0.0\n")},
    "hub_archive_missing": {"files": packages("  - package: acme/gone\n    version: 1.0.0\n")},
    "hub_wrong_sum": {"files": packages("  - package: acme/wrongsum\n    version: 1.0.0\n")},
    "hub_down": {"files": packages("  - package: acme/tools\n    version: 1.0.0\n"), "steps": ["offline", "dbt deps"]},
    "hub_503": {"files": packages("  - package: acme/tools\n    version: 1.0.0\n"),
                "steps": ["env DBT_PACKAGE_HUB_URL=http://hub.test/status/503/", "dbt deps"]},

    # ---- git
    "git_tag": {"files": packages("  - git: https://git.test/handy.git\n    revision: \"0.1.0\"\n"),
                "steps": ["dbt deps", "dbt deps"]},
    "git_branch": {"files": packages("  - git: https://git.test/handy.git\n    revision: next\n")},
    "git_sha": {"files": packages(
        "  - git: https://git.test/handy.git\n    revision: 84e9df43bb4f82e37c5ead9c1686e84d4db5a023\n")},
    "git_unpinned": {"files": packages("  - git: https://git.test/handy.git\n")},
    "git_unpinned_head": {"files": packages("  - git: https://git.test/handy.git\n    revision: main\n")},
    "git_unpinned_quiet": {"files": packages("  - git: https://git.test/handy.git\n    warn-unpinned: false\n")},
    "git_json": {"files": packages("  - git: https://git.test/handy.git\n    revision: \"0.2.0\"\n"),
                 "steps": ["dbt --log-format json --log-level debug deps"]},
    "git_unpinned_json": {"files": packages("  - git: https://git.test/handy.git\n"),
                 "steps": ["dbt --log-format json deps"]},
    "git_number": {"files": packages("  - git: https://git.test/handy.git\n    revision: 2.0\n")},
    "git_subdirectory": {"files": packages(
        "  - git: https://git.test/nested.git\n    revision: 1.0.0\n    subdirectory: dbt/handy\n")},
    "git_subdirectory_missing": {"files": packages(
        "  - git: https://git.test/nested.git\n    revision: 1.0.0\n    subdirectory: dbt/absent\n")},
    "git_subdirectory_outside": {"files": packages(
        "  - git: https://git.test/nested.git\n    revision: 1.0.0\n    subdirectory: ../..\n")},
    "git_no_project": {"files": packages("  - git: https://git.test/bare.git\n    revision: main\n")},
    "git_no_revision": {"files": packages("  - git: https://git.test/handy.git\n    revision: nothing\n")},
    "git_no_sha": {"files": packages(
        "  - git: https://git.test/handy.git\n    revision: 0123456789abcdef0123456789abcdef01234567\n")},
    "git_no_repository": {"files": packages("  - git: https://git.test/absent.git\n    revision: main\n")},
    "git_transitive": {"files": packages("  - git: https://git.test/needy.git\n    revision: 1.0.0\n")},
    "git_loop": {"files": packages("  - git: https://git.test/loop.git\n    revision: 1.0.0\n")},
    "git_twice": {"files": packages(
        "  - git: https://git.test/handy.git\n    revision: 0.1.0\n  - git: https://git.test/handy\n    revision: 0.1.0\n")},
    "git_two_revisions": {"files": packages(
        "  - git: https://git.test/handy.git\n    revision: 0.1.0\n  - git: https://git.test/handy.git\n"
        "    revision: 0.2.0\n")},
    "git_and_local_same_name": {"files": {**packages(
        "  - git: https://git.test/handy.git\n    revision: 0.1.0\n  - local: tools\n"), **local("tools", "handy")}},
    "git_option": {"files": packages("  - git: https://git.test/handy.git\n    revision: --help\n")},
    # ---- private
    "private": {"files": packages("  - private: acme/handy\n    revision: 0.1.0\n"),
                "steps": ["env GIT_CONFIG_VALUE_0=https://github.com/acme/", "dbt deps"]},
    "private_provider": {"files": packages("  - private: acme/handy\n    provider: gitlab\n    revision: 0.1.0\n"),
                         "steps": ["env GIT_CONFIG_VALUE_0=https://gitlab.com/acme/", "dbt deps"]},
    # ---- tarball
    "tarball": {"files": packages("  - tarball: http://archives.test/plain/handy-1.0.tar.gz\n    name: handy\n"),
                "steps": ["dbt deps", "dbt deps"]},
    "tarball_json": {"files": packages("  - tarball: http://archives.test/plain/handy-1.0.tar.gz\n    name: handy\n"),
                     "steps": ["dbt --log-format json --log-level debug deps"]},
    "tarball_other_name": {"files": packages(
        "  - tarball: http://archives.test/plain/handy-1.0.tar.gz\n    name: renamed\n")},
    "tarball_transitive": {"files": packages(
        "  - tarball: http://archives.test/plain/needy-1.0.tar.gz\n    name: needy\n")},
    "tarball_nameless": {"files": packages("  - tarball: http://archives.test/plain/handy-1.0.tar.gz\n")},
    "tarball_missing": {"files": packages("  - tarball: http://archives.test/plain/absent.tar.gz\n    name: absent\n")},
    "tarball_no_archive": {"files": packages(
        "  - tarball: http://archives.test/evil/not_an_archive.tar.gz\n    name: x\n")},
    "tarball_truncated": {"files": packages("  - tarball: http://archives.test/evil/truncated.tar.gz\n    name: x\n")},
    "tarball_no_project": {"files": packages("  - tarball: http://archives.test/plain/no_project.tar.gz\n    name: x\n")},
    "tarball_dotdot": {"files": packages("  - tarball: http://archives.test/evil/dotdot.tar.gz\n    name: x\n")},
    **{"tarball_" + name: {"files": packages(f"  - tarball: http://archives.test/evil/{name}.tar.gz\n    name: x\n")}
       for name in ("absolute", "symlink", "symlink_inside", "hardlink", "bomb")},
    "git_absent": {"files": packages("  - git: https://git.test/handy.git\n"), "steps": ["env PATH=/nonexistent", "dbt deps"]},
    # ---- files and keys
    "dependencies_yml": {"files": {"dependencies.yml": "packages:\n  - package: acme/tools\n    version: 1.1.1\n"
                                   "projects:\n  - name: other\n"}},
    "dependencies_yml_projects": {"files": {"dependencies.yml": "projects:\n  - name: other\n"}},
    "dependencies_yml_jinja": {"files": {"dependencies.yml":
        "packages:\n  - package: acme/tools\n    version: \"{{ env_var('TOOLS', '1.1.1') }}\"\n"}},
    "both_files": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
                             "dependencies.yml": "packages:\n  - package: acme/dates\n    version: 0.1.0\n"}},
    "both_files_one_packages": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
                             "dependencies.yml": "projects:\n  - name: other\n"}},
    "jinja": {"files": packages(
        "  - package: acme/tools\n    version: \"{{ var('tools_version') }}\"\n"
        "  - git: \"https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}git.test/handy.git\"\n"
        "    revision: \"{{ env_var('HANDY', '0.1.0') }}\"\n"),
        "steps": ["env DBT_ENV_SECRET_TOKEN=user:s3cret@", "env GIT_CONFIG_VALUE_0=https://user:s3cret@git.test/",
                  "dbt deps --vars {tools_version:\\ 1.1.1}"]},
    "jinja_var": {"files": packages("  - package: acme/tools\n    version: \"{{ var('tools_version', '1.1.1') }}\"\n")},
    "jinja_var_missing": {"files": packages("  - package: acme/tools\n    version: \"{{ var('tools_version') }}\"\n")},
    "jinja_env_missing": {"files": packages("  - package: acme/tools\n    version: \"{{ env_var('TOOLS_VERSION') }}\"\n")},
    "jinja_secret_failing": {"files": packages(
        "  - git: \"https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@git.test/absent.git\"\n    revision: main\n"),
        "steps": ["env DBT_ENV_SECRET_TOKEN=s3cret", "env GIT_CONFIG_VALUE_0=https://s3cret@git.test/", "dbt deps"]},
    "unknown_key": {"files": packages("  - package: acme/tools\n    version: 1.1.1\n    revison: 1\n")},
    "hyphen_prerelease": {"files": packages("  - package: acme/tools\n    version: 1.1.1\n    install-prerelease: true\n")},
    "no_namespace": {"files": packages("  - package: tools\n    version: 1.1.1\n")},
    "not_a_list": {"files": {"packages.yml": "packages:\n  package: acme/tools\n"}},
    "unknown_top_key": {"files": {"packages.yml": "packges:\n  - local: x\n"}},
    "broken_yaml": {"files": {"packages.yml": "packages:\n  - package: [\n"}},
    "install_path": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
        "dbt_project.yml": "name: shop\nversion: '1.0'\nconfig-version: 2\nprofile: shop\npackages-install-path: vendor\n"}},
    "install_path_env": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n")},
        "steps": ["env DBT_PACKAGES_INSTALL_PATH=vendor", "dbt deps"]},
    "named": {"files": packages("  - package: acme/tools\n    version: 1.1.1\n    name: renamed\n")},
    # ---- lock file
    "lock": {"files": packages("  - package: acme/tools\n    version: [\">=1.0.0\", \"<2.0.0\"]\n"),
             "steps": ["dbt deps --lock", "dbt deps"]},
    "locked": {"files": {**packages("  - package: acme/tools\n    version: [\">=1.0.0\", \"<2.0.0\"]\n"),
        "package-lock.yml": "packages:\n  - package: acme/tools\n    version: 1.0.0\n"
                            "sha1_hash: 82aedd5d0b6cbf1a2b8d2a12e4fb5ee2cb02da9e\n"},
        "steps": ["dbt deps --lock", "show package-lock.yml"]},
    "upgrade": {"files": packages("  - package: acme/tools\n    version: [\">=1.0.0\", \"<1.1.0\"]\n"),
        "takes": {"second": packages("  - package: acme/tools\n    version: [\">=1.0.0\", \"<1.1.1\"]\n")},
        "steps": ["dbt deps", "take second", "dbt deps", "dbt deps --upgrade"]},
    "removed_package": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n  - local: tools\n"),
                                  **local("tools", "handy")},
        "takes": {"second": packages("  - package: acme/tools\n    version: 1.1.1\n")},
        "steps": ["dbt deps", "take second", "dbt deps"]},
    "broken_lock": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
                              "package-lock.yml": "packages: [\n"}},
    "lock_without_sum": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
                              "package-lock.yml": "packages:\n  - package: acme/tools\n    version: 1.0.0\n"}},
    "old_lock_form": {"files": {**packages("  - package: acme/tools\n    version: 1.1.1\n"),
        "package-lock.yml": "packages:\n- package: acme/tools\n  version: 1.0.0\n"
                            "sha1_hash: dd8a16ac7065e91afeae32ef2d8c3c8d9585340b\n"}},
    "offline_locked": {"files": {**packages(
        "  - package: acme/tools\n    version: 1.0.0\n  - git: https://git.test/handy.git\n    revision: 0.1.0\n"
        "  - tarball: http://archives.test/plain/needy-1.0.tar.gz\n    name: needy\n  - local: b\n"), **local("b", "b")},
        "steps": ["dbt deps", "offline", "dbt deps"]},
    "failed_upgrade": {"files": packages("  - package: acme/tools\n    version: 1.0.0\n"),
        "takes": {"second": packages("  - package: acme/tools\n    version: 1.1.0\n  - package: acme/gone\n    version: 1.0.0\n")},
        "steps": ["dbt deps", "take second", "dbt deps"]},
    # ---- adding
    "add": {"files": {}, "steps": ["dbt deps --add-package acme/tools@1.1.1", "show packages.yml"]},
    "add_range": {"files": packages("  - local: tools\n") | local("tools", "handy"),
        "steps": ["dbt deps --add-package acme/tools@>=1.0.0,<1.1.1", "show packages.yml"]},
    "add_range_beside_comments": {"files": {"packages.yml":
        "# ours\npackages:\n  # tools\n  - package: acme/tools # pinned\n    version: 1.0.0\n"},
        "steps": ["dbt deps --add-package acme/dates@0.1.0", "show packages.yml"]},
    "add_again": {"files": packages("  - package: acme/tools\n    version: 1.0.0\n"),
        "steps": ["dbt deps --add-package acme/tools@1.1.1", "show packages.yml"]},
    "add_lock": {"files": {}, "steps": ["dbt deps --add-package acme/tools@1.1.1 --lock", "show packages.yml"]},
    "add_git": {"files": {}, "steps": ["dbt deps --add-package https://git.test/handy.git@0.1.0 --source git",
                                       "show packages.yml"]},
    "add_local": {"files": local("tools", "handy"), "steps": ["dbt deps --add-package tools --source local",
                                       "show packages.yml"]},
    "add_without_version": {"files": {}, "steps": ["dbt deps --add-package acme/tools", "show packages.yml"]},
    "add_unknown": {"files": {}, "steps": ["dbt deps --add-package acme/nothing@1.0.0", "show packages.yml"]},
    "add_git_unpinned": {"files": {}, "steps": ["dbt deps --add-package https://git.test/handy.git --source git",
                                       "show packages.yml"]},
    "add_to_dependencies": {"files": {"dependencies.yml": "packages:\n  - package: acme/dates\n    version: 0.1.0\n"},
        "steps": ["dbt deps --add-package acme/tools@1.1.1", "show packages.yml", "show dependencies.yml"]},
    "add_json": {"files": packages("  - package: acme/tools\n    version: 1.0.0\n"),
        "steps": ["dbt --log-format json deps --add-package acme/tools@1.1.1", "show packages.yml"]},
    "usage_upgrade_lock": {"files": packages("  - local: tools\n") | local("tools", "handy"),
                           "steps": ["dbt deps --upgrade --lock"]},
    "usage_source": {"files": {}, "steps": ["dbt deps --source svn"]},
    "usage_source_alone": {"files": packages("  - local: tools\n") | local("tools", "handy"), "steps": ["dbt deps --source git"]},
    # ---- what other commands say
    "not_installed": {"files": packages("  - package: acme/tools\n    version: 1.1.1\n"), "steps": ["dbt deps --lock",
        "dbt list --profiles-dir ."]},
    "redirect_json": {"files": packages("  - package: old/tools\n    version: 1.0.0\n"),
                 "steps": ["dbt --log-format json deps"]},
    "no_project": {"files": {"dbt_project.yml": "", "packages.yml": "packages: []\n"}},
}
PROFILE = "shop:\n  target: dev\n  outputs:\n    dev: {type: postgres, host: h, user: u, password: p, port: 1, dbname: d, schema: s}\n"
CASES["not_installed"]["files"]["profiles.yml"] = PROFILE
