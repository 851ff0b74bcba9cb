package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.packages.PackageEntry.Kind;

/**
 * Addresses of {@code private} packages. dbt's command line refuses them, its platform makes the address from its connection to
 * the host; here git reaches the host with its own credentials. // intended: COMPATIBILITY #62
 */
final class Providers {
    private Providers() {}

    /** @throws WeirException {@code PKG-015} when the provider is not known */
    static String address(PackageEntry entry) {
        if (entry.kind() != Kind.PRIVATE) {
            return entry.location();
        }
        String provider = entry.text("provider").orElse("github");
        String path = entry.location();
        int parts = path.split("/").length;
        return switch (provider) {
            case "github" -> "https://github.com/" + path + ".git";
            case "gitlab" -> "https://gitlab.com/" + path + ".git";
            case "azure_devops", "ado", "azure_active_directory" -> {
                if (parts < 3) {
                    throw refused(entry, "on Azure DevOps it is organization/project/repository");
                }
                int last = path.lastIndexOf('/');
                yield "https://dev.azure.com/" + path.substring(0, last) + "/_git" + path.substring(last);
            }
            default -> throw refused(entry, "there is no provider \"" + provider + "\"");
        };
    }

    private static WeirException refused(PackageEntry entry, String why) {
        return new WeirException(entry.locate(Diagnostic.of(
                        DiagnosticCode.PKG_015, "private package \"" + entry.location() + "\" has no address: " + why)
                .inWordsOfDbt("Cannot resolve private package " + entry.location()
                        + " because git provider integration is missing. Please use a \"git\" package instead.")
                .withHint("Providers are github, gitlab and azure_devops; for another host write \"git: address\".")));
    }
}
