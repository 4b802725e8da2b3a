{{- define "offene-stelle.name" -}}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{- end }}
{{- define "offene-stelle.labels" -}}
app.kubernetes.io/name: offene-stelle
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
{{- define "offene-stelle.selector" -}}
app.kubernetes.io/name: offene-stelle
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "offene-stelle.image" -}}
{{- if .Values.image.digest }}{{ .Values.image.repository }}@{{ .Values.image.digest }}{{ else }}{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}
{{- define "offene-stelle.claim" -}}
{{ .Values.documents.existingClaim | default (printf "%s-documents" (include "offene-stelle.name" .)) }}
{{- end }}
{{- define "offene-stelle.database-secret" -}}
{{- if .Values.database.cluster.enabled }}{{ include "offene-stelle.name" . }}-database-app{{ else }}{{ .Values.database.external.secret }}{{ end }}
{{- end }}
{{/* What all three kinds of pods share. In: dict "root" the chart's root, "temporary" the size of /tmp, "resources", "args". */}}
{{- define "offene-stelle.container" -}}
image: {{ include "offene-stelle.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: {{ .args | toJson }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  capabilities: {drop: [ALL]}
resources: {{ toJson .resources }}
env:
  - {name: LOG_FORMAT, value: json}
  - {name: PORT, value: "8000"}
  - {name: WEB_WORKERS, value: {{ .root.Values.web.processes | quote }}}
  - {name: WEB_THREADS, value: {{ .root.Values.web.threads | quote }}}
  - {name: WORKER_CONCURRENCY, value: {{ .root.Values.worker.concurrency | quote }}}
  - {name: ALLOWED_HOSTS, value: {{ join "," .root.Values.hosts | quote }}}
  {{- if .root.Values.metrics.enabled }}
  - {name: METRICS_ADDRESS, value: "tcp:0.0.0.0:{{ .root.Values.metrics.port }}"}
  - {name: METRICS_FOLDER, value: /tmp/metrics}
  {{- end }}
  - {name: DATABASE_URL_FILE, value: /secrets/database/uri}
  {{- range .root.Values.secret.keys }}
  - {name: {{ . }}_FILE, value: /secrets/portal/{{ . }}}
  {{- end }}
  {{- range $name, $value := merge (dict) .root.Values.environment (ternary .root.Values.s3.environment (dict) .root.Values.s3.enabled) }}
  - {name: {{ $name }}, value: {{ $value | toString | quote }}}
  {{- end }}
volumeMounts:
  - {name: temporary, mountPath: /tmp}
  - {name: secrets, mountPath: /secrets/portal, readOnly: true}
  - {name: database, mountPath: /secrets/database, readOnly: true}
  - {name: documents, mountPath: /data}
{{- end }}
{{- define "offene-stelle.pod" -}}
serviceAccountName: {{ include "offene-stelle.name" .root }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
volumes:
  - name: temporary
    emptyDir: {medium: Memory, sizeLimit: {{ .temporary }}}
  - name: secrets
    secret:
      secretName: {{ .root.Values.secret.name }}
      defaultMode: 0440
      items: [{{ range $place, $key := .root.Values.secret.keys }}{{ if $place }}, {{ end }}{key: {{ $key }}, path: {{ $key }}}{{ end }}]
  - name: database
    secret:
      secretName: {{ include "offene-stelle.database-secret" .root }}
      defaultMode: 0440
      items: [{key: {{ ternary "uri" .root.Values.database.external.key .root.Values.database.cluster.enabled }}, path: uri}]
  - name: documents
    {{- if or .root.Values.s3.enabled .isBrief }}
    emptyDir: {sizeLimit: 64Mi}
    {{- else }}
    persistentVolumeClaim: {claimName: {{ include "offene-stelle.claim" .root }}}
    {{- end }}
{{- end }}
