import com.cloudbees.groovy.cps.NonCPS
import groovy.json.JsonOutput

// Runs one command of meshfed. The only variable with logic: every other one says what its command knows and ends here.
// What lives across steps is text, lists and maps, because Jenkins may have to write a build to disk at any moment.
def call(Map step) {
    Map args = step.args == null ? [:] : step.args
    String said = mistakes(step, args)
    if (said) { return judged(-1, [:], 'meshfed ' + step.command + ': INPUT: ' + said) }
    // In the workspace, because reports are published from there only; one for each call, because calls run in parallel.
    String folder = '.meshfed-' + UUID.randomUUID()
    String reports = folder + '/meshfed/' + (args.name ?: step.command.replace(' ', '-') + folder.substring(8, 17))
    Map results = [:]
    int status = -1
    try {
        writeFile(file: folder + '/params.json', encoding: 'UTF-8', text: params(step, args, folder, reports))
        timeout(time: args.limitMinutes ?: 60, unit: 'MINUTES') {
            inContainer(args.image) { withKubeconfigs(args.kubeconfigCredentialsId) {
                withEnv(['MESHFED_PROGRAM=' + (args.tool ?: args.launcher ?: ''), 'MESHFED_COMMAND=' + step.command,
                         'MESHFED_ARGUMENT=' + (step.argument ? args[step.argument] : ''), 'MESHFED_FOLDER=' + folder,
                         'MESHFED_REPORTS=' + reports, 'MESHFED_FILES=summary ' + step.results.join(' ')]) {
                    status = sh(label: 'meshfed ' + step.command, returnStatus: true, script: '''set +x
mkdir -p "$MESHFED_REPORTS"
for name in $MESHFED_FILES; do : >"$MESHFED_FOLDER/$name"; done
if [ -n "$MESHFED_PROGRAM" ]; then set -- "$MESHFED_PROGRAM"
elif [ -f /opt/meshfed/options ]; then set -- /opt/meshfed/bin/java @/opt/meshfed/options
elif command -v meshfed >/dev/null; then set -- "$(command -v meshfed)"; else set -- ./meshfed; fi
echo "meshfed $MESHFED_COMMAND: the program is $1"
exec "$@" $MESHFED_COMMAND --params-file="$MESHFED_FOLDER/params.json" ${MESHFED_ARGUMENT:+-- "$MESHFED_ARGUMENT"}
''')
                }
            } }
        }
        for (int i = 0; i < step.results.size(); i++) { results[step.results[i]] = readFile(file: folder + '/' + step.results[i], encoding: 'UTF-8') }
        said = readFile(file: folder + '/summary', encoding: 'UTF-8')
    } finally {
        dir(folder) {
            try {
                if (!said && fileExists('summary')) { describe(readFile(file: 'summary', encoding: 'UTF-8')) }
                if (args.junit != false) { junit(testResults: 'meshfed/*/junit.xml', allowEmptyResults: true) }
                if (args.archive != false) { archiveArtifacts(artifacts: 'meshfed/**', allowEmptyArchive: true) }
            } finally { deleteDir() }
        }
    }
    return judged(status, results, said ?: 'meshfed ' + step.command + ': the program did not run, exit ' + status)
}

/** DIFF and GATE-UNKNOWN are for a person to look at; whatever else is not OK ends the build. */
def judged(int status, Map results, String reason) {
    if (status == 0 && results['class'] == 'OK') { return results }
    describe(reason)
    boolean look = status == 2 && results['class'] == 'DIFF' || status == 17 && results['class'] == 'GATE-UNKNOWN'
    look ? unstable(reason) : error(reason)
    return results
}

/** Also for a build that is aborted or out of time, which never comes to a judgement. */
def describe(String reason) { if (reason) { currentBuild.description = (currentBuild.description ? currentBuild.description + '; ' : '') + reason } }

/** The name of a container of the pod, or an image: that has a slash, a colon or an at sign. */
def inContainer(String image, Closure body) {
    if (!image) { return body() }
    return image.matches('.*[/:@].*') ? docker.image(image).inside('--entrypoint=', body) : container(image, body)
}

/** Kubeconfigs as files, joined as kubectl joins them, for what runs inside and for nothing else. */
def withKubeconfigs(Object ids, Closure body) {
    List all = ids instanceof List ? ids : ids ? [ids] : []
    List bindings = []
    for (int i = 0; i < all.size(); i++) { bindings.add(file(credentialsId: all[i], variable: 'MESHFED_KUBECONFIG_' + i)) }
    if (bindings.isEmpty()) { return body() }
    withCredentials(bindings) {
        String paths = env['MESHFED_KUBECONFIG_0']
        for (int i = 1; i < all.size(); i++) { paths = paths + ':' + env['MESHFED_KUBECONFIG_' + i] }
        withEnv(['KUBECONFIG=' + paths]) { body() }
    }
}

@NonCPS
String params(Map step, Map args, String folder, String reports) {
    Map files = [json: reports + '/report.json', junit: reports + '/junit.xml', markdown: reports + '/report.md', summary: folder + '/summary']
    Map options = args.findAll { key, value -> step.keys.contains(key) && key != step.argument }
    return JsonOutput.toJson(options + (step.always ?: [:]) + [report: files, result: step.results.collectEntries { [it, folder + '/' + it] }])
}

@NonCPS
String mistakes(Map step, Map args) {
    List known = step.keys + ['archive', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher', 'limitMinutes', 'name', 'tool']
    List wrong = (args.keySet() - known).collect { 'there is no key ' + it + ', did you mean ' + known.min { other -> slips(it, other) } + '?' }
    List needed = step.required + (args.containsKey('kubeconfigCredentialsId') ? ['kubeconfigCredentialsId'] : [])
    wrong += needed.findAll { !args[it] }.collect { 'the key ' + it + ' is required' }
    if (args.name && !args.name.matches('\\w[\\w.-]*')) { wrong += 'the name ' + args.name + ' is no name of a folder' }
    return wrong.join('; ')
}

@NonCPS
int slips(String a, String b) {
    return a.inject(0..b.size()) { above, c -> b.inject([above[0] + 1]) { row, d ->
        row + [Math.min(Math.min(row.last(), above[row.size()]) + 1, above[row.size() - 1] + (c == d ? 0 : 1))] } }.last()
}
