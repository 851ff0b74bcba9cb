/**
 * Blue/green deployments: plan, build beside production, wait, swap, clean up, each step resumable from a journal kept in the
 * database. Door: {@link dev.weir.deploy.Deployer}. What it does to the database are the adapter's macros, so that a project
 * may override them.
 */
@NullMarked
package dev.weir.deploy;

import org.jspecify.annotations.NullMarked;
