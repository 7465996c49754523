// As stages: the peerings are proved, the promotion is planned, a person who sees the plan approves it, it is promoted under the lock, and
// proved. What does not end well is taken back. To be called outside of node: nobody has an agent while a person thinks.
def call(Map args = [:]) {
    requireKnown(args)
    Map how = args.subMap(['allowExec', 'archive', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher', 'logLevel', 'qps', 'tool', 'verbose'])
    Map asked = args.subMap(['caFile', 'concurrency', 'confirm', 'connectTo', 'expectStatus', 'header', 'maxAge', 'rate', 'requestTimeout', 'route',
        'url', 'wait']) + how + [federation: args.promotion ?: 'promotion.yaml']
    Map plan = [:]
    node(args.agent ?: '') {
        checkout(scm)
        stage('Verify') {
            meshfedVerifyFederation(how + args.subMap(['peering', 'syncPeriod']) + [federation: args.federation ?: 'federation.yaml'])
        }
        stage('Plan') {
            plan = meshfedPlanPromotion(how + [federation: asked.federation, allowDiff: true, expectedPlanDigest: args.planDigest ?: ''])
        }
    }
    currentBuild.description = (currentBuild.description ? currentBuild.description + '; ' : '') + plan['summary'] + ', plan ' + plan['plan-digest']
    if (plan['outcome'] != 'planned') { return plan + [verdict: 'unchanged'] }
    String approver = args.approver ?: 'not named'
    if (args.approval != 'none' && !args.planDigest) { stage('Approve') { approver = approved(args, plan) } }
    // Of builds that wait, the newest that was approved goes on, and older ones end.
    milestone()
    Map work = asked + [holder: args.holder ?: env.BUILD_TAG]
    // Nobody's approval is none: the program refuses what needs one.
    Map approval = args.approval == 'none' && !args.planDigest ? [approval: 'none'] : [:]
    return promoted(args, work, approval + args.subMap(['evidenceTtl', 'giveUpAfter', 'lockWait', 'override', 'pauseAfter', 'readyTimeout', 'resume', 'rollbackTimeout',
        'stagingConnectTo', 'stagingRoute', 'stagingUrl', 'syncPeriod']) + work + [expectedPlanDigest: plan['plan-digest'], approver: approver,
        timeout: args.timeout ?: '6h', limitMinutes: args.limitMinutes ?: 370])
}

/** Who approved. */
def approved(Map args, Map plan) {
    return timeout(time: args.approvalHours ?: 24, unit: 'HOURS') {
        input(message: 'Promote ' + plan['summary'] + '? The plan is in the log and in its report; its digest is ' + plan['plan-digest'],
            ok: 'Promote', submitter: args.approvers ?: '', submitterParameter: 'approver')
    }
}

def promoted(Map args, Map work, Map promotion) {
    Map results = [:]
    boolean begun = false
    boolean settled = false
    try {
        node(args.agent ?: '') {
            checkout(scm)
            meshfedLock(locked(work) + args.subMap(['lockWait']) + [ttl: args.lockTtl ?: '30m']) {
                begun = true
                boolean good = false
                try {
                    stage('Promote') { results = meshfedPromoteStep(promotion) }
                    boolean fine = results['class'] == 'OK'
                    boolean there = fine && results['verdict'] == 'promoted'
                    good = fine && !there
                    if (there) {
                        stage('Prove') { good = proved(work, results['PLAN_DIGEST']) }
                    }
                } finally {
                    if (!good) { takeBack(args, work) }
                    settled = true
                }
                if (!good && args.onFailure != 'leave') { error('meshfedPromote: ' + results['class'] + ': nobody could say how the release does; it was taken back') }
            }
        }
    } finally {
        // The agent may be gone, and the lock with it: another one takes back what is this build's.
        if (begun && !settled) {
            node(args.agent ?: '') {
                checkout(scm)
                takeBack(args, work)
                meshfedReleaseLock(locked(work))
            }
        }
    }
    return results
}

def takeBack(Map args, Map work) {
    if (args.onFailure == 'leave') { return }
    stage('Roll back') { meshfedRollBack(work + args.subMap(['rollbackTimeout', 'syncPeriod']) + [onlyOwn: true]) }
}

boolean proved(Map work, String plan) {
    Map gates = work + [planDigest: plan]
    gates.remove('holder')
    return meshfedJudgeGates(gates)['class'] == 'OK'
}

/** What the lock needs to know of it. */
Map locked(Map work) {
    return work.subMap(['allowExec', 'archive', 'federation', 'holder', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher', 'logLevel', 'qps', 'tool',
        'verbose'])
}

def requireKnown(Map args) {
    List known = ['agent', 'allowExec', 'approval', 'approvalHours', 'approver', 'approvers', 'archive', 'caFile', 'concurrency', 'confirm', 'connectTo',
        'evidenceTtl', 'expectStatus', 'federation', 'giveUpAfter', 'header', 'holder', 'image', 'junit', 'kubeconfigCredentialsId', 'launcher', 'limitMinutes',
        'lockTtl', 'lockWait', 'logLevel', 'maxAge', 'onFailure', 'override', 'pauseAfter', 'peering', 'planDigest', 'promotion', 'qps', 'rate', 'readyTimeout',
        'requestTimeout', 'resume', 'rollbackTimeout', 'route', 'stagingConnectTo', 'stagingRoute', 'stagingUrl', 'syncPeriod', 'timeout', 'tool', 'url',
        'verbose', 'wait']
    String unknown = (args.keySet() - known).join(', ')
    if (unknown) { error('meshfedPromote: INPUT: there is no key ' + unknown) }
    // A word that nobody knows must not be taken for another.
    if (!['person', 'none'].contains(args.approval ?: 'person')) { error('meshfedPromote: INPUT: approval is person or none') }
    if (!['roll-back', 'leave'].contains(args.onFailure ?: 'roll-back')) { error('meshfedPromote: INPUT: onFailure is roll-back or leave') }
}
